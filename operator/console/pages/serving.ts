import type { ReportingRegime } from '../../api/types.gen.ts';
import type { Client } from '../../kube/client.ts';
import type { Agenda } from '../agenda.ts';
import type { Asked, Session } from '../asked.ts';
import type { FormTokens } from '../form-token.ts';
import type { FormKind } from '../forms/form.ts';
import type { Typed } from '../forms/read.ts';
import type { Seals } from '../seal.ts';

/** What the pages of those who handle incidents need. */
export interface ConsolePagesOptions {
  /** The namespaces of which incidents are listed. */
  readonly namespaces: readonly string[];
  readonly clientOf: (token: string) => Client;
  readonly tokens: FormTokens;
  readonly seals: Pick<Seals, 'digest'>;
  readonly regimes: () => Iterable<ReportingRegime>;
  /** The order of the incidents. */
  readonly agenda: Agenda;
}

/** Who asks, with the client that acts as them. A page that needs somebody is not reached by nobody; see `handle.ts`. */
export interface Somebody {
  readonly session: Session;
  readonly client: Client;
}

/** Finds out who asks. Throws where nobody does. */
export const somebodyOf = (asked: Asked, clientOf: ConsolePagesOptions['clientOf']): Somebody => {
  const { session } = asked;
  if (session === undefined) throw new TypeError('A page for somebody was opened by nobody.');
  return { session, client: clientOf(session.token) };
};

/** Texts as a form sent them: without the white space around, and with line ends as everywhere. */
export const typedOf =
  (form: URLSearchParams | undefined): Typed =>
  (field) =>
    (form?.get(field) ?? '').replace(/\r\n?/g, '\n').trim();

/** What the tokens of a form about one record are for: that form on that record, and nothing else. */
export const useOf = (kind: FormKind, form: string, namespace: string, name: string): string =>
  JSON.stringify([kind, form, namespace, name]);

/** The id of the entry that a form makes: the same for the same form, so that one that is sent twice makes one entry. */
export const entryId = (seals: Pick<Seals, 'digest'>, prefix: string, nonce: string): string =>
  `${prefix}-${seals.digest('entry', nonce).toString('hex').slice(0, 12)}`;

/** A document as an answer: its own content policy, which it carries in itself, stands in the header too. */
export const documentAnswer = (body: string) => ({
  body,
  type: 'text/html; charset=utf-8',
  policy: `${/http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(body)?.[1] ?? "default-src 'none'"}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
});
