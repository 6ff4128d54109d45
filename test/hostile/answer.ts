// Whether a refusal helps whoever reads it.
import { readDefinitions } from '../../crds/schema.ts';
import type { Answer } from '../admission/client.ts';

/** The names of all fields of the specs that are long enough not to be words of any sentence. */
const fieldNames: ReadonlySet<string> = new Set(
  readDefinitions().flatMap(({ text }) => [...text.matchAll(/^ +([a-z][A-Za-z]{4,}):(?: \{|$)/gm)].map(([, name = '']) => name)),
);

/** A path such as spec.report.what, or what the sentences of the admission policies call a field: `alone`, or among the words. */
const namesField = (message: string): boolean =>
  /\b(?:spec|metadata|status)(?:\.[\w[\]".-]+)+|\bspec\b|`\w+`|lacks by|[Tt]he name of/.test(message) ||
  (message.match(/[A-Za-z]+/g) ?? []).some((word) => fieldNames.has(word));

/** A refusal helps whoever reads it: it is no fault of the server's, and names what is to be changed. */
export const isUseful = (answer: Answer): boolean => {
  const { details } = answer.object as { readonly details?: { readonly causes?: readonly { readonly field?: string }[] } };
  const named = details?.causes?.some(({ field }) => field !== undefined && field !== '<nil>') ?? false;
  const sentence = answer.message.slice(answer.message.indexOf('denied request: '));
  // Of what is too large to be read, no part can be named.
  return answer.status === 413 || ([400, 403, 422].includes(answer.status) && (named || namesField(sentence)));
};
