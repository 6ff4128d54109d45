import type { Case } from './case.ts';
import { attacks } from './cases-attacks.ts';
import { mail } from './cases-mail.ts';
import { people } from './cases-people.ts';

/** The eighteen cases of guidelines 01/2021, in their order. */
export const published: readonly Case[] = [...attacks, ...people, ...mail];
