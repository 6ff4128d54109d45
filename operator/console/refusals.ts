import { hasCode, KubeError } from '../kube/errors.ts';
import type { Asked, Page } from './asked.ts';
import { type Html, html } from './html.ts';
import { contactList } from './report/page.ts';

const page = (
  status: number,
  { title, text }: { readonly title: string; readonly text: string },
  more: Html | undefined = undefined,
): Page => ({
  kind: 'page',
  status,
  title,
  narrow: true,
  main: html`<h1>${title}</h1><p>${text}</p>${more}`,
});

/** There is nothing here. */
export const missingPage = (asked: Asked): Page => page(404, asked.words.shell.notFound);

/** A form that another site sent. */
export const crossSitePage = (asked: Asked): Page => page(403, asked.words.shell.crossSite);

/** A body that is too large to be a form of ours. */
export const tooLargePage = (asked: Asked): Page => page(413, asked.words.shell.tooLarge);

/** Signing in is not set up. */
export const noSignInPage = (asked: Asked): Page => page(404, asked.words.shell.noSignIn);

/** Signing in was not completed. */
export const signInFailedPage = (asked: Asked): Page => {
  const { shell } = asked.words;
  return page(400, shell.signInFailed, html`<p><a class="button" href="/sign-in">${shell.signIn}</a></p>`);
};

/** Whoever begins so many sign-ins waits. `seconds` until the next one. */
export const tooMuchPage = (asked: Asked, seconds: number): Page => {
  const { title, text } = asked.words.shell.tooMuch;
  return { ...page(429, { title, text: text(seconds) }, contactList(asked)), headers: { 'retry-after': String(seconds) } };
};

/** What somebody typed into a form that was not taken, so that it can be taken over and is not lost. */
const typedText = (asked: Asked): Html => {
  const texts = [...(asked.form ?? [])].filter(([field, text]) => field !== 'token' && text.trim() !== '');
  if (texts.length === 0) return html``;
  return html`<h2>${asked.words.shell.typed}</h2>${texts.map(([, text]) => html`<blockquote class="note"><p class="text">${text}</p></blockquote>`)}`;
};

/** Nobody is signed in, where somebody has to be. */
export const signInFirstPage = (asked: Asked): Page => {
  const { shell } = asked.words;
  const next = asked.form === undefined ? `${asked.path}${asked.query.size === 0 ? '' : `?${asked.query}`}` : asked.path;
  return page(
    401,
    shell.signInFirst,
    html`<p><a class="button" href="/sign-in?next=${encodeURIComponent(next)}">${shell.signInFirst.again}</a></p>${typedText(asked)}`,
  );
};

/** What admission, or the schema, says in front of the sentence that is meant for people. */
const preamble = /^.*?(?:denied request|is invalid): /s;

/** The sentence of an admission policy; undefined where the refusal is RBAC's, which speaks to administrators. */
export const sentenceIn = (said: string): string | undefined => {
  const sentence = said.replace(preamble, '').trim();
  return sentence === said.trim() || sentence === '' ? undefined : sentence.replace(/^[\w.[\]"-]+: (?:Forbidden|Required value): /, '');
};

/** The role that a sentence names, such as `meldpunt-management`. */
const roleIn = (sentence: string | undefined): string | undefined => /\broles? (meldpunt-[a-z-]+)/.exec(sentence ?? '')?.[1];

/** The API server refuses it: what it said, and which role would be needed. */
export const notYoursPage = (asked: Asked, said: string, role: string | undefined): Page => {
  const { notYours } = asked.words.shell;
  const sentence = sentenceIn(said);
  const needed = roleIn(sentence) ?? (sentence === undefined ? role : undefined);
  return page(
    403,
    notYours,
    html`${sentence === undefined ? '' : html`<blockquote class="note bad" lang="en"><p>${sentence}</p></blockquote>`}${
      needed === undefined ? '' : html`<p>${notYours.role(needed)}</p>`
    }`,
  );
};

/** The record does not take it: what the API server said about what was sent. */
const notTakenPage = (asked: Asked, said: string): Page => {
  const sentence = sentenceIn(said);
  return page(
    422,
    asked.words.shell.notTaken,
    html`${sentence === undefined ? '' : html`<blockquote class="note bad" lang="en"><p>${sentence}</p></blockquote>`}${typedText(asked)}`,
  );
};

/** Whether the API server is at fault, or busy, rather than what it was asked. */
export const isPassing = (error: unknown): boolean =>
  !hasCode(error, 'Unauthorized', 'Forbidden', 'NamespaceTerminating', 'NotFound', 'Invalid', 'BadRequest', 'TooLarge');

/** After how many seconds it is worth trying again. */
export const retryAfter = (error: unknown): number =>
  error instanceof KubeError && error.retryAfter > 0 ? Math.ceil(error.retryAfter / 1000) : 5;

/** The page for a failure of the API server. `role` is the one that whoever may do it has. */
export const failurePage = (asked: Asked, error: unknown, role?: string): Page => {
  if (hasCode(error, 'Unauthorized') && asked.session !== undefined) return signInFirstPage(asked);
  if (hasCode(error, 'Forbidden') && asked.session !== undefined) return notYoursPage(asked, error.said, role);
  if (hasCode(error, 'Invalid', 'BadRequest', 'TooLarge')) return notTakenPage(asked, error.said);
  if (hasCode(error, 'NotFound')) return missingPage(asked);
  const { unavailable } = asked.words.shell;
  return {
    ...page(503, unavailable, html`${contactList(asked)}${typedText(asked)}`),
    headers: { 'retry-after': String(retryAfter(error)) },
  };
};
