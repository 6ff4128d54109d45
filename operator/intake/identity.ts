import { createHash } from 'node:crypto';
import type { Kind } from '../api/kinds.ts';
import { createBulkhead } from '../inbound/bulkhead.ts';
import { createExpiring } from '../inbound/expiring.ts';
import type { Client } from '../kube/client.ts';
import { apiVersionOf, type KubeObject } from '../kube/object.ts';
import { type Answer, later, refusal, unauthenticated } from './answer.ts';

/** Who calls, or why nobody may. */
export type Admission = { readonly ok: true; readonly caller: string } | { readonly ok: false; readonly answer: Answer };

/** Admits the bearer of a token to a namespace. */
export interface Identities {
  /** Throws nothing: what cannot be found out now is a 503. */
  admit(token: string, namespace: string): Promise<Admission>;
  /** Whether somebody who was admitted may also write in another person's name (verb `attribute`). */
  mayAttribute(token: string, namespace: string): Promise<boolean>;
}

/** What asking needs. */
export interface IdentityOptions {
  readonly client: Client;
  /** What tokens have to be made out for; undefined takes those for the API server itself. */
  readonly audience: string | undefined;
  /** Milliseconds that never run backwards. */
  readonly now: () => number;
}

interface User {
  readonly username: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

interface TokenReview extends KubeObject {
  readonly status?: { readonly authenticated?: boolean; readonly user?: User };
}

interface AccessReview extends KubeObject {
  readonly status?: { readonly allowed?: boolean };
}

const clusterScoped = (group: string, kind: string, plural: string): Kind => ({ kind, group, version: 'v1', plural, namespaced: false });

/** The two reviews, which are asked by creating them; nothing of them is stored. */
export const reviews = {
  TokenReview: clusterScoped('authentication.k8s.io', 'TokenReview', 'tokenreviews'),
  SubjectAccessReview: clusterScoped('authorization.k8s.io', 'SubjectAccessReview', 'subjectaccessreviews'),
} as const;

/** A revoked token or a lost right works this much longer here than at the API server, and no more. */
const remembered = { admitted: 30_000, refused: 5_000 } as const;

/** So many answers are remembered; tokens as digests, since a memory dump should hold none. */
const mostRemembered = 4_096;

/**
 * Guessing tokens must not become a flood of questions to the API server, nor keep those waiting whose tokens were good before:
 * these have a queue of their own.
 */
const questions = {
  strangers: { atATime: 4, waiting: 128 },
  acquaintances: { atATime: 8, waiting: 1_024 },
} as const;
const acquaintedFor = 3_600_000;

const review = <T extends KubeObject>(client: Client, kind: Kind, spec: object): Promise<T> =>
  client.create<T>(kind, { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { name: '' }, spec } as unknown as T, {
    timeout: 5_000,
  });

const unavailable = 'It cannot be found out at the moment who you are and what you may; send it again.';

/** Remembers answers, and asks the same question once at a time. */
const createMemory = <V>(now: () => number) => {
  const known = createExpiring<V>(mostRemembered, now);
  const asking = new Map<string, Promise<V>>();
  return (key: string, ask: () => Promise<V>, lifetime: (value: V) => number): Promise<V> => {
    const value = known.get(key);
    if (value !== undefined) return Promise.resolve(value);
    const before = asking.get(key);
    if (before !== undefined) return before;
    const question = ask()
      .then((answer) => {
        known.set(key, answer, lifetime(answer));
        return answer;
      })
      .finally(() => asking.delete(key));
    asking.set(key, question);
    return question;
  };
};

/** Asks so many questions at a time, and lets so many wait; beyond that it throws. */
const createQueue = ({ atATime, waiting: most }: { readonly atATime: number; readonly waiting: number }) => {
  const bulkhead = createBulkhead(atATime);
  let waiting = 0;
  return async <T>(ask: () => Promise<T>): Promise<T> => {
    if (waiting >= most) throw new RangeError('too many questions');
    waiting += 1;
    try {
      return await bulkhead(ask);
    } finally {
      waiting -= 1;
    }
  };
};

/**
 * Knows callers by their Kubernetes tokens: the API server says who a token is (TokenReview) and whether they may create
 * incidents in the namespace asked for (SubjectAccessReview), so that one RBAC rule governs kubectl and this way in alike.
 */
export const createIdentities = ({ client, audience, now }: IdentityOptions): Identities => {
  const users = createMemory<User | 'nobody'>(now);
  const rights = createMemory<'allowed' | 'denied'>(now);
  const acquainted = createExpiring<true>(mostRemembered, now);
  const strangers = createQueue(questions.strangers);
  const acquaintances = createQueue(questions.acquaintances);

  const userOf = (token: string): Promise<User | 'nobody'> => {
    const digest = createHash('sha256').update(token).digest('base64');
    const ask = async (): Promise<User | 'nobody'> => {
      const spec = { token, ...(audience !== undefined && { audiences: [audience] }) };
      const { status } = await review<TokenReview>(client, reviews.TokenReview, spec);
      if (status?.authenticated !== true || status.user === undefined) return 'nobody';
      acquainted.set(digest, true, acquaintedFor);
      return status.user;
    };
    return users(
      digest,
      () => (acquainted.get(digest) ? acquaintances : strangers)(ask),
      (user) => (user === 'nobody' ? remembered.refused : remembered.admitted),
    );
  };
  const may = ({ username, uid, groups, extra }: User, verb: string, namespace: string): Promise<'allowed' | 'denied'> =>
    rights(
      JSON.stringify([username, uid, groups, extra, verb, namespace]),
      () =>
        acquaintances(async () => {
          const resourceAttributes = { group: 'meldpunt.dev', version: 'v1alpha1', resource: 'incidents', verb, namespace };
          const spec = { user: username, uid, groups, extra, resourceAttributes };
          const { status } = await review<AccessReview>(client, reviews.SubjectAccessReview, spec);
          return status?.allowed === true ? 'allowed' : 'denied';
        }),
      (right) => (right === 'denied' ? remembered.refused : remembered.admitted),
    );
  return {
    admit: async (token, namespace) => {
      try {
        const user = await userOf(token);
        if (user === 'nobody')
          return { ok: false, answer: unauthenticated('The token is not known to the API server, or is no longer valid.') };
        if ((await may(user, 'create', namespace)) === 'allowed') return { ok: true, caller: user.username };
        const sentence = `${user.username} may not create incidents in the namespace ${namespace}. Whoever administers it can bind the role meldpunt-reporter there.`;
        return { ok: false, answer: refusal(403, sentence) };
      } catch {
        return { ok: false, answer: later(503, unavailable, 2) };
      }
    },
    mayAttribute: async (token, namespace) => {
      const user = await userOf(token);
      return user !== 'nobody' && (await may(user, 'attribute', namespace)) === 'allowed';
    },
  };
};
