import { fields, inOrderOfVolatility, media } from '../evidence/media.ts';
import { said } from './answer.ts';

/** The help text of `evidence media`. */
export const usage = `Usage: kubectl incident evidence media

Says what the procedure of each medium asks for, in the order in which they are to be collected (RFC 3227), without any cluster.
`;

/** Prints the procedures (`kubectl incident evidence media`). */
export const run = (args: string[]) =>
  said(
    args.length > 0
      ? usage
      : inOrderOfVolatility
          .map((mediaType) => {
            const { guidance, requires, fixedBy, lateAfterHours } = media[mediaType];
            const needs = [
              ...requires.map((name) => fields[name].path),
              ...(fixedBy === 'Nothing' ? [] : [`fixed by its ${fixedBy.toLowerCase()}`]),
            ];
            return `${mediaType} (within ${lateAfterHours} h)\n  ${guidance}\n  needs ${needs.join(', ')}\n`;
          })
          .join('\n'),
  );
