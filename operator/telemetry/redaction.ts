/** What stands where something was that must not be read by whoever reads logs (S6, I1). */
export const redacted = '[redacted]';

/** Fields that hold secrets, and fields that say who: neither is written, whatever the value. */
const secretNames = /token|secret|passw|authori[sz]ation|credential|cookie|private|certificate|api_?key|signature/i;
const personNames =
  /^(?:by|via|from|to|actor|user(?:name)?|person|people|e?mail|phone|leader|team|owner|holder|custodian|witness|manager|reporter|recipient|(?:established|reported)By)$/i;

/** What looks like a secret or a person inside a text: bearer tokens, JSON web tokens, PEM blocks, credentials in a URL, addresses. */
const secretShapes: readonly RegExp[] = [
  /\b(?:bearer|basic)\s+[\w.~+/=-]{8,}/gi,
  /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g,
  /-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g,
  /(?<=:\/\/)[^\s/@]+@/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
];

/** Longer than any identifier, sentence or address of ours: what is longer is somebody's free text. */
const longest = 300;

/** A text without what looks like a secret or an address, cut where identifiers end. */
export const redactedText = (text: string): string => {
  const clean = secretShapes.reduce((rest, shape) => rest.replace(shape, redacted), text.slice(0, 4 * longest));
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
};

/** The accounts of programs are no persons, and whoever looks for a refused request needs them. */
const isAccount = (value: unknown): boolean => typeof value === 'string' && value.startsWith('system:');

const mostFields = 24;
const reserved = new Set(['time', 'level', 'component', 'message']);

const redactedField = ([name, value]: readonly [string, unknown]): [string, string | number | boolean] => {
  const key = reserved.has(name) ? `field_${name}` : name.slice(0, 64);
  if (secretNames.test(name)) return [key, redacted];
  if (typeof value === 'number' || typeof value === 'boolean') return [key, value];
  if (personNames.test(name) && !isAccount(value)) return [key, redacted];
  // An object may hold anything; the types forbid it, and what comes through all the same is not printed.
  return [key, typeof value === 'string' ? redactedText(value) : redacted];
};

/** Fields as they may be written: a bounded number of scalars, without secrets and persons. */
export const redactedFields = (fields: unknown): Record<string, string | number | boolean> => {
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).slice(0, mostFields).map(redactedField));
};

/**
 * What may be logged of something that was thrown: its class, its code or status, and the place in the program. Never its
 * message: client-node puts body and headers into it, and a parser puts the text that it could not read.
 */
export const faultOf = (error: unknown): Record<string, string | number> => {
  if (!(error instanceof Error)) return { fault: typeof error };
  const place = /\/((?:operator|crds)\/[\w/.-]+:\d+:\d+)/.exec(error.stack ?? '')?.[1];
  const code = 'code' in error ? error.code : undefined;
  return {
    fault: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(place === undefined ? {} : { place }),
  };
};
