import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a form was sent by a page of another site. Browsers say so in `Sec-Fetch-Site`, which no page can forge, and older ones in
 * `Origin`. A program without either carries no cookies of a browser that it could abuse, and still needs the token of the form.
 */
export const isCrossSite = (headers: IncomingHttpHeaders, own: string): boolean => {
  const site = headers['sec-fetch-site'];
  // `none` is what the person did by themselves, such as loading a page again.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = headers;
  return origin !== undefined && origin !== own;
};

/** A path of this console to go on to, from what a request says; anything else is the front page, so that no link leads away from here. */
export const ownPath = (wanted: string | undefined | null): string => {
  const own = 'https://console.invalid';
  if (wanted === undefined || wanted === null || !/^\/(?![/\\])[\x21-\x7e]{0,512}$/.test(wanted)) return '/';
  const url = URL.parse(wanted, own);
  return url !== null && url.origin === own && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
};
