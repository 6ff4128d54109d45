import type { Incident, IncidentPolicy } from '../api/types.gen.ts';
import type { Language } from '../document/model.ts';
import type { Html } from './html.ts';
import type { Catalogue } from './words/catalogue.ts';

/** Who is signed in: as the API server knows them, with the token that they act with. */
export interface Session {
  readonly user: string;
  /** Secret: never logged, and never in a page. */
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** A request, as pages see it. */
export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  /** What a form sent; undefined on GET. */
  readonly form: URLSearchParams | undefined;
  readonly language: Language;
  readonly words: Catalogue;
  readonly session: Session | undefined;
  /** Who sends, as far as limits go. */
  readonly sender: string;
  readonly cookies: string | undefined;
  readonly policy: IncidentPolicy | undefined;
  /** UTC. */
  readonly now: string;
}

/** What a page says: its title, its content, and how wide it is. */
export interface Page {
  readonly kind: 'page';
  readonly status: number;
  readonly title: string;
  readonly main: Html;
  readonly narrow?: boolean;
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is answered. A document is a whole page that another renderer made, with the content policy that it needs. */
export type Answer =
  | Page
  | { readonly kind: 'missing' }
  | { readonly kind: 'redirect'; readonly to: string; readonly cookies?: readonly string[] }
  | {
      readonly kind: 'document';
      readonly body: string | Uint8Array;
      readonly type: string;
      readonly policy?: string;
      readonly file?: string;
    };

/** A page of the console: what it is given, and what it answers. Throws a KubeError where the API server does not do what is asked. */
export type PageHandler = (asked: Asked, parts: readonly string[]) => Promise<Answer>;

/** The zone by which people here read their clocks. */
export const zoneOf = ({ policy }: Pick<Asked, 'policy'>): string => policy?.spec.timezone ?? 'UTC';

/** The name of an incident for people: its title, and its name where it has none. */
export const titleOf = ({ metadata, spec }: Pick<Incident, 'metadata' | 'spec'>): string => spec.title || metadata.name;
