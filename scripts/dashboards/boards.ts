import { health } from './health.ts';
import { management } from './management.ts';
import { operations } from './operations.ts';
import { type Board, build } from './panels.ts';

const boards: readonly Board[] = [management, operations, health];

/** Where the dashboards are, below the root of the repository. */
export const dashboardDirectory = 'charts/meldpunt/files/dashboards';

/** Every dashboard as a file: its path below the root, and its text. */
export const dashboardFiles = (): ReadonlyMap<string, string> =>
  new Map(boards.map((board) => [`${dashboardDirectory}/${board.uid}.json`, `${JSON.stringify(build(board), null, 2)}\n`]));
