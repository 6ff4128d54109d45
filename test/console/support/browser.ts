// A real browser: Chromium of this machine, driven without a download of its own, with axe-core to judge what is on the page.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { style } from '../../../operator/console/style.ts';
import { programIn } from '../../programs.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const browserFile = (): string => {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  const file = programIn(directories, names);
  if (file !== undefined) return file;
  throw new Error(
    'There is no Chromium on this machine, and pages are judged in a real browser. `npm test` installs it on Debian when it runs as root; else: apt-get install chromium.',
  );
};

/** Starts the browser. Throws a sentence where there is none. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: browserFile(), args: ['--no-sandbox', '--disable-dev-shm-usage'] });

/** The two widths at which every page is judged: a small telephone, which is also a screen at 400 %, and a desk. */
export const widths = [320, 1280] as const;

/** Opens a window; JavaScript is off unless told, since nothing here needs it. */
export const windowOf = (
  browser: Browser,
  options: { readonly width?: number; readonly language?: string; readonly script?: boolean } = {},
): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    locale: options.language ?? 'en-GB',
    javaScriptEnabled: options.script ?? false,
    ignoreHTTPSErrors: true,
  });

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Where pictures of pages go when MELDPUNT_PICTURES names a directory, for eyes to look at. */
const pictures = process.env['MELDPUNT_PICTURES'];

/** Judges pages. Its windows are kept, because opening one costs more than a look. */
export interface Judge {
  /** What is wrong with the page that a window shows, one line each: axe-core's violations, and whether it is wider than the window. */
  readonly page: (shown: Page, name: string) => Promise<readonly string[]>;
  /** The same for a text of HTML with its style. */
  readonly text: (markup: string, name: string) => Promise<readonly string[]>;
  /** Whether it fits a small telephone, which is all that another language changes: what fits there fits a desk. */
  readonly width: (markup: string, name: string) => Promise<readonly string[]>;
}

const violationsIn = async (window: Page): Promise<readonly Violation[]> => {
  await window.evaluate(axe);
  return ((await window.evaluate('axe.run()')) as { violations: readonly Violation[] }).violations;
};

const judged = async (window: Page, width: number, name: string, whole: boolean): Promise<readonly string[]> => {
  const violations = whole ? await violationsIn(window) : [];
  const over = (await window.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
  if (pictures !== undefined) {
    mkdirSync(resolve(pictures), { recursive: true });
    await window.screenshot({ path: join(resolve(pictures), `${name}-${width}.png`), fullPage: true });
  }
  return [
    ...violations.map(({ id, nodes }) => `${name} at ${width}: ${id} at ${nodes[0]?.html}`),
    ...(over > 0 ? [`${name} at ${width}: ${over} pixels wider than the window`] : []),
  ];
};

/**
 * A judge with a window for each width. The pages' own policy forbids every script, so that what a reader without JavaScript was sent is
 * put into a window of the judge's own, where axe-core runs.
 */
export const createJudge = async (browser: Browser): Promise<Judge> => {
  const windows = await Promise.all(
    widths.map(async (width) => ({ width, window: await (await windowOf(browser, { width, script: true })).newPage() })),
  );
  const look = async (markup: string, name: string, whole: boolean, at = windows): Promise<readonly string[]> => {
    const styled = markup.replace(/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`);
    const found: string[] = [];
    for (const { width, window } of at) {
      await window.setContent(styled);
      found.push(...(await judged(window, width, name, whole)));
    }
    return found;
  };
  return {
    text: (markup, name) => look(markup, name, true),
    width: (markup, name) => look(markup, name, false, windows.slice(0, 1)),
    page: async (shown, name) => look(await shown.content(), name, true),
  };
};
