// People at browsers: each signs in once, and does what is asked of them by clicking and typing alone. What it takes is counted.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { windowOf } from './browser.ts';

/** Signs in as somebody would: by the link on the page, with a name at the provider. */
export const signIn = async (context: BrowserContext, url: string, user: string, path: string): Promise<Page> => {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${url}${path}`);
  await page.locator('main a.button').click();
  await page.fill('input[name=login]', user);
  await page.fill('input[name=password]', 'x');
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`${url}/**`);
  return page;
};

/** What somebody had to do. */
export interface Effort {
  clicks: number;
  fields: number;
  milliseconds: number;
  forms: number;
}

/** Those who act. */
export interface People {
  readonly as: (user: string) => Promise<Page>;
  /** Fills a form in and sends it; resolves to what the page says then. A value `x` ticks a box; `decision` names the button. */
  readonly act: (user: string, record: string, form: string, fields: Readonly<Record<string, string>>) => Promise<string>;
  readonly effort: ReadonlyMap<string, Effort>;
}

const fillIn = async (page: Page, id: string, value: string): Promise<void> => {
  const field = page.locator(`[id="${id}"]`);
  const tag = await field.evaluate((element) => `${element.tagName} ${element.getAttribute('type') ?? ''}`);
  if (tag.startsWith('SELECT')) await field.selectOption(value);
  else if (/checkbox|radio/.test(tag)) await field.check();
  else await field.fill(value);
};

/** Opens what is folded away, and tells how many clicks that took. */
const unfold = async (page: Page): Promise<number> => {
  const folded = page.locator('main form details:not([open]) > summary');
  let clicks = 0;
  while ((await folded.count()) > 0) {
    await folded.first().click();
    clicks += 1;
  }
  return clicks;
};

/** People who sign in at a console. */
export const createPeople = (browser: Browser, url: string): People => {
  const windows = new Map<string, Promise<Page>>();
  const effort = new Map<string, Effort>();
  const as = (user: string): Promise<Page> => {
    const known = windows.get(user);
    if (known !== undefined) return known;
    const opened = windowOf(browser, { width: 1280 }).then((context) => signIn(context, url, user, '/incidents'));
    windows.set(user, opened);
    return opened;
  };
  const count = (user: string, add: Effort): void => {
    const known = effort.get(user) ?? { clicks: 0, fields: 0, milliseconds: 0, forms: 0 };
    effort.set(user, {
      clicks: known.clicks + add.clicks,
      fields: known.fields + add.fields,
      milliseconds: known.milliseconds + add.milliseconds,
      forms: known.forms + add.forms,
    });
  };
  const act: People['act'] = async (user, record, form, { decision, ...fields }) => {
    const page = await as(user);
    const started = performance.now();
    await page.goto(`${url}${record}/${form}`);
    const unfolding = Object.keys(fields).length === 0 ? 0 : await unfold(page);
    for (const [id, value] of Object.entries(fields)) await fillIn(page, id, value);
    await (decision === undefined
      ? page.locator('main form button').first().click()
      : page.locator(`main form button[value=${decision}]`).click());
    const said = (await page.locator('main').textContent()) ?? '';
    // One click opens the form from the page of the record, one sends it.
    const clicks = 2 + unfolding;
    count(user, { clicks, fields: Object.keys(fields).length, milliseconds: performance.now() - started, forms: 1 });
    return said;
  };
  return { as, act, effort };
};
