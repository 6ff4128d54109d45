import { type ASTNode, Environment, EvaluationError, ParseError, TypeError as TypeFault } from '@marcbachmann/cel-js';
import { unknownField } from './vocabulary.ts';

/** Every name that an expression may use, with what it holds; the reference of the regimes prints this table. */
export const variables = {
  incident: 'The spec of the incident. Moments are RFC 3339 strings.',
  awareAt: 'The awareness that counts, corrections applied, as an RFC 3339 string; null while nobody is aware.',
  risk: 'The risk that counts: Unlikely, Risk or High. Undecided counts as Risk.',
  entity: 'What the organisation is under each law, from the policy: `entity.nis2`, `entity.dora`, `entity.trustServices`.',
  sent: "When a duty was first fulfilled by sending: `sent['nis2-notification']`, null while it was not.",
  lastSent: 'The same for the latest sending; equal to `sent` where a duty is sent once.',
  classified: 'The classification that counts by regime: `classified.dora.result` and `classified.dora.at`.',
  facts: 'Moments that the record reached, each null until then: `facts.recoveredAt`.',
  breach: 'False once the controller has decided that there was no breach of personal data.',
  riskDecidedAt: 'When the controller decided on the risk, or null.',
  exemption: 'The exemption of art. 34(3) GDPR that stands, or null.',
  exemptionDecidedAt: 'When that exemption was decided, or null.',
  verdict: 'The verdict that counts, or null while there is none.',
  major: 'Whether the severity is a major one.',
  recurring: 'Whether an incident of high impact came back as often as the policy calls a recurrence.',
  dismissed: 'Whether the record is no incident.',
  personalDataCheck: 'Found, NotFound or Unknown.',
  reporterReachable:
    'Whether a channel of the policy serves reporters, and whoever reported is named, not known to be unverified, and no drill.',
} as const;

/** The longest expression that is accepted, in characters; the schema of the regimes says the same. */
const longest = 1024;

/**
 * Small enough that no expression can cost noticeable time: lists in a record hold at most 200 entries, and loops over them may not
 * be nested (checked below), so an evaluation takes some tens of thousands of steps at the worst.
 */
const limits = { maxAstNodes: 256, maxDepth: 24, maxListElements: 32, maxMapEntries: 8, maxCallArguments: 4 };

const loops = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

const environment = Object.keys(variables).reduce((env, name) => env.registerVariable(name, 'dyn'), new Environment({ limits }));

/** What an expression gives: a value, nothing because a fact that it reads is absent, or a fault with a sentence. */
export type Evaluated =
  | { readonly kind: 'Value'; readonly value: unknown }
  | { readonly kind: 'Absent' }
  | { readonly kind: 'Fault'; readonly message: string };

/** An expression that was compiled once and can be evaluated over many records. */
export interface Expression {
  readonly ok: true;
  readonly evaluate: (context: Readonly<Record<string, unknown>>) => Evaluated;
  /** The constant names that it reads of `sent` and `lastSent`: duties, so that a misspelt one is found before it waits for ever. */
  readonly duties: readonly string[];
}

/** Why an expression was refused. */
export interface ExpressionRefusal {
  readonly ok: false;
  readonly message: string;
}

const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

const childrenOf = (node: ASTNode): ASTNode[] => {
  const args: unknown = node.args;
  return (Array.isArray(args) ? args.flat(2) : [args]).filter(isNode);
};

const isLoop = (node: ASTNode): boolean => node.op === 'rcall' && loops.has(node.args[0]);

const nodesOf = (node: ASTNode): ASTNode[] => [node, ...childrenOf(node).flatMap(nodesOf)];

/** Loops inside loops, and regular expressions of the host language, which know no bound, are left out of the language here. */
const unbounded = (root: ASTNode): string | undefined => {
  const nodes = nodesOf(root);
  if (nodes.some((node) => node.op === 'rcall' && node.args[0] === 'matches')) {
    return '`matches` is not available: compare with ==, in, startsWith, endsWith or contains';
  }
  const nested = nodes.some((node) => isLoop(node) && childrenOf(node).flatMap(nodesOf).some(isLoop));
  return nested ? 'a loop inside a loop is not available: all, exists, exists_one, map and filter cannot contain one another' : undefined;
};

const dutyRead = (node: ASTNode): string[] => {
  if (node.op !== '[]' && node.op !== '.') return [];
  const [of, name] = node.args;
  if (of.op !== 'id' || (of.args !== 'sent' && of.args !== 'lastSent')) return [];
  if (typeof name === 'string') return [name];
  return name.op === 'value' && typeof name.args === 'string' ? [name.args] : [];
};

/** The path of a chain of fields from a variable, such as `incident.report`; undefined for anything computed. */
const pathOf = (node: ASTNode): string | undefined => {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return undefined;
  const holder = pathOf(node.args[0]);
  return holder === undefined ? undefined : `${holder}.${node.args[1]}`;
};

const misspelt = (root: ASTNode): string | undefined => {
  for (const node of nodesOf(root)) {
    const holder = node.op === '.' ? pathOf(node.args[0]) : undefined;
    const reason = node.op === '.' && holder !== undefined ? unknownField(holder, node.args[1]) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
};

const explain = (error: unknown): string => {
  if (error instanceof ParseError || error instanceof TypeFault || error instanceof EvaluationError) {
    const at = error.range === undefined ? '' : ` at character ${error.range.start + 1}`;
    return `${error.summary}${at}`;
  }
  return error instanceof Error ? error.message : String(error);
};

/** Facts are absent as often as not: reading one gives nothing, where reading text as a number is a fault of the expression. */
const absence = new Set(['no_such_key', 'index_out_of_bounds']);

const run = (evaluate: () => unknown): Evaluated => {
  try {
    const value = evaluate();
    return value === null || value === undefined ? { kind: 'Absent' } : { kind: 'Value', value };
  } catch (error) {
    if (error instanceof EvaluationError && absence.has(error.code)) return { kind: 'Absent' };
    return { kind: 'Fault', message: explain(error) };
  }
};

/**
 * Compiles a CEL expression over the variables above. `types` are the results that make sense; an expression whose type is known and
 * is another one is refused here, not on the first incident. Refused with a sentence: what cannot be parsed, an unknown
 * variable, what is too long or not bounded.
 */
export const compileExpression = (text: string, types: readonly string[]): Expression | ExpressionRefusal => {
  if (text.length > longest) return { ok: false, message: `the expression has ${text.length} characters, at most ${longest} are allowed` };
  try {
    const parsed = environment.parse(text);
    const checked = parsed.check();
    if (!checked.valid) return { ok: false, message: explain(checked.error) };
    const type = checked.type ?? 'dyn';
    if (!type.startsWith('dyn') && !types.includes(type)) return { ok: false, message: `gives ${type}, expected ${types.join(' or ')}` };
    const reason = unbounded(parsed.ast) ?? misspelt(parsed.ast);
    if (reason !== undefined) return { ok: false, message: reason };
    const duties = [...new Set(nodesOf(parsed.ast).flatMap(dutyRead))];
    return { ok: true, duties, evaluate: (context) => run(() => parsed(context)) };
  } catch (error) {
    return { ok: false, message: explain(error) };
  }
};
