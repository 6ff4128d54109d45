import { languages } from '../document/model.ts';
import type { Asked, Page, Session } from './asked.ts';
import { type Html, html, textOf } from './html.ts';
import { stylePath } from './style.ts';

const languageNames = { nl: 'Nederlands', fr: 'Français', de: 'Deutsch', en: 'English' } as const;

/** What the shell needs besides what was asked. */
export interface ShellOptions {
  /** Whether people can sign in. */
  readonly signIn: boolean;
  /** A token for the form that signs out; undefined for whoever is not signed in. */
  readonly signOutToken: string | undefined;
}

/** The switch keeps the page, and of the query what belongs to it. It is relative: a path such as `//x` would lead to another host. */
const switchTo = (asked: Asked, language: string): string => {
  const query = new URLSearchParams(asked.query);
  query.set('lang', language);
  return `?${query}`;
};

const languageSwitch = (asked: Asked): Html =>
  html`<nav aria-label="${asked.words.shell.language}"><ul>${languages.map(
    (language) =>
      html`<li><a href="${switchTo(asked, language)}" lang="${language}" hreflang="${language}"${
        language === asked.language ? html` aria-current="true"` : ''
      }>${languageNames[language]}</a></li>`,
  )}</ul></nav>`;

const links = (asked: Asked, session: Session | undefined): Html => {
  const { shell } = asked.words;
  const places: readonly (readonly [string, string])[] = [
    ['/report', shell.report],
    ...(session === undefined
      ? []
      : ([
          ['/inbox', shell.inbox],
          ['/incidents', shell.register],
          ['/breaches', shell.breaches],
          ['/statistics', asked.words.statistics.title],
        ] as const)),
  ];
  const item = ([path, text]: readonly [string, string]): Html =>
    html`<li><a href="${path}"${asked.path === path ? html` aria-current="page"` : ''}>${text}</a></li>`;
  return session === undefined ? html`` : html`<nav aria-label="Meldpunt"><ul>${places.map(item)}</ul></nav>`;
};

const account = (asked: Asked, { signIn, signOutToken }: ShellOptions): Html => {
  const { shell } = asked.words;
  if (asked.session !== undefined && signOutToken !== undefined) {
    return html`<span>${shell.signedIn(asked.session.user)}</span>
<form method="post" action="/sign-out"><input type="hidden" name="token" value="${signOutToken}"><button class="quiet">${shell.signOut}</button></form>`;
  }
  return signIn ? html`<a href="/sign-in?next=${encodeURIComponent(asked.path)}">${shell.signIn}</a>` : html``;
};

/** A whole page as text: what is on it, within what every page has. */
export const renderPage = (page: Page, asked: Asked, options: ShellOptions): string => {
  const { shell } = asked.words;
  const organisation = asked.policy?.spec.organisation ?? 'Meldpunt';
  return textOf(html`<!doctype html>
<html lang="${asked.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – ${organisation}</title>
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<a class="skip" href="#main">${shell.skip}</a>
<header><div class="bar"><span class="name">${organisation}</span>${links(asked, asked.session)}${languageSwitch(asked)}</div></header>
<main id="main"${page.narrow ? html` class="narrow"` : ''}>
${page.main}
</main>
<footer>${account(asked, options)}</footer>
</body>
</html>
`);
};
