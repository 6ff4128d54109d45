import type { CheckpointProof, MarkProof, TimelineProof } from './proof.ts';

/** Reading a proof from a file of which nobody vouches: its shape only, what it proves is for `checkProof`. */

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const areTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

const isMark = (value: unknown): value is MarkProof =>
  isObject(value) && isText(value['mark']) && Number.isSafeInteger(value['index']) && areTexts(value['path']);

const isTimeline = (value: unknown): value is TimelineProof => {
  if (!isObject(value) || !isText(value['uid'])) return false;
  const { stands, between } = value;
  return stands === undefined ? Array.isArray(between) && between.every(isMark) : isMark(stands);
};

/** The proof, or undefined for anything that is none. */
export const readProof = (value: unknown): CheckpointProof | undefined => {
  if (!isObject(value) || !isText(value['checkpoint']) || !isObject(value['snapshot']) || !Array.isArray(value['timelines']))
    return undefined;
  const { line, path } = value['snapshot'];
  if (!isText(line) || !areTexts(path) || !value['timelines'].every(isTimeline)) return undefined;
  return { checkpoint: value['checkpoint'], snapshot: { line, path }, timelines: value['timelines'] };
};
