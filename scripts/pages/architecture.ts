// The picture of the rooms: drawn from what their files import, so that it shows the house as it is. Pure.
import { importsOf, type Sources } from '../layers.ts';

/** What is in each room, in a few words; a room without a sign is drawn by its name alone. */
const signs: Readonly<Record<string, string>> = {
  wiring: 'operator/*.ts',
  cli: 'kubectl incident',
  console: 'pages for people',
  report: 'figures of a period',
  intake: 'alerts come in',
  telemetry: 'metrics and log',
  fact: 'how facts are stated',
  incident: 'the case',
  notification: 'duties to tell',
  evidence: 'proof, custody',
  weakness: 'what could go wrong',
  checkpoint: 'signed heads',
  policy: 'scale, laws',
  sink: 'timelines go out',
  delivery: 'protocol of sending',
  inbound: 'how we listen',
  kube: 'watch, queue, commit',
  breach: 'risk of a breach',
  journal: 'hash chains',
  deadline: 'clocks, calendars',
  api: 'kinds, schemas',
  document: 'letters, PDF',
  mail: 'SMTP',
  outbound: 'how we connect',
  timestamp: 'RFC 3161',
};

/** The room of a file of the program. */
const roomOf = (file: string): string => {
  const [, room = '', ...rest] = file.split('/');
  return rest.length === 0 ? 'wiring' : room;
};

/** From each room to those that its files import. */
export type Rooms = ReadonlyMap<string, ReadonlySet<string>>;

/** The rooms of a program and their imports, both in alphabetical order. */
export const roomsOf = (sources: Sources): Rooms => {
  const rooms = new Map<string, Set<string>>();
  for (const [file, text] of sources) {
    if (!file.startsWith('operator/')) continue;
    const room = roomOf(file);
    const targets = rooms.get(room) ?? new Set<string>();
    for (const target of importsOf(file, text)) if (target.startsWith('operator/') && roomOf(target) !== room) targets.add(roomOf(target));
    rooms.set(room, targets);
  }
  return new Map([...rooms].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([room, targets]) => [room, new Set([...targets].toSorted())]));
};

/** How many floors a room is above the ground: one more than the highest that it stands on. Throws where rooms lean on each other. */
export const floorsOf = (rooms: Rooms): ReadonlyMap<string, number> => {
  const floors = new Map<string, number>();
  const floor = (room: string, above: readonly string[]): number => {
    const known = floors.get(room);
    if (known !== undefined) return known;
    if (above.includes(room)) throw new Error(`Rooms lean on each other: ${[...above, room].join(' -> ')}.`);
    const own = Math.max(0, ...[...(rooms.get(room) ?? [])].map((target) => floor(target, [...above, room]) + 1));
    floors.set(room, own);
    return own;
  };
  for (const room of rooms.keys()) floor(room, []);
  return floors;
};

/** The imports that no detour shows already: a picture of all of them is a picture of nothing. */
export const essential = (rooms: Rooms): readonly (readonly [string, string])[] => {
  const reaches = (from: string, to: string): boolean => [...(rooms.get(from) ?? [])].some((next) => next === to || reaches(next, to));
  return [...rooms].flatMap(([room, targets]) =>
    [...targets]
      .filter((target) => ![...targets].some((other) => other !== target && reaches(other, target)))
      .map((target): [string, string] => [room, target]),
  );
};

const pure = new Set(['api', 'deadline', 'journal', 'breach', 'delivery', 'document', 'report']);
const kinds = new Set(['incident', 'evidence', 'notification', 'weakness', 'policy', 'intake']);
const classOf = (room: string): string => (pure.has(room) ? 'pure' : kinds.has(room) ? 'kind' : 'edge');

const box = { width: 148, height: 50, gapX: 18, gapY: 62, margin: 20 };

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where each room stands: floors from the top down, the rooms of one floor beside each other, in the middle. */
const placesOf = (
  floors: ReadonlyMap<string, number>,
): { readonly places: ReadonlyMap<string, Place>; readonly width: number; readonly height: number } => {
  const top = Math.max(...floors.values());
  const rows = Array.from({ length: top + 1 }, (_, row) => [...floors].filter(([, floor]) => floor === top - row).map(([room]) => room));
  const widthOf = (count: number): number => count * box.width + (count - 1) * box.gapX;
  const width = Math.max(...rows.map(({ length }) => widthOf(length))) + 2 * box.margin;
  const places = new Map(
    rows.flatMap((row, y) =>
      row.map((room, x): [string, Place] => [
        room,
        {
          x: (width - widthOf(row.length)) / 2 + x * (box.width + box.gapX),
          y: box.margin + y * (box.height + box.gapY),
        },
      ]),
    ),
  );
  return { places, width, height: 2 * box.margin + rows.length * (box.height + box.gapY) - box.gapY };
};

const style = `
    text { font: 600 15px system-ui, sans-serif; fill: #17202a; text-anchor: middle; }
    text.sign { font: 400 12.5px system-ui, sans-serif; }
    rect { stroke-width: 1.5; rx: 6px; }
    .pure { fill: #e3f4e6; stroke: #2e7d32; } .kind { fill: #fdf0d5; stroke: #b26a00; } .edge { fill: #e3eefb; stroke: #1c5fa8; }
    path { fill: none; stroke: #7a8794; stroke-width: 1.2; }`;

const arrow = (from: Place, to: Place): string => {
  const [x1, y1, x2, y2] = [from.x + box.width / 2, from.y + box.height, to.x + box.width / 2, to.y];
  const bend = Math.max(24, (y2 - y1) / 2);
  return `  <path d="M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}"/>`;
};

/** The picture, as SVG. */
export const architecturePicture = (rooms: Rooms): string => {
  const { places, width, height } = placesOf(floorsOf(rooms));
  const arrows = essential(rooms).flatMap(([from, to]) => {
    const [start, end] = [places.get(from), places.get(to)];
    return start === undefined || end === undefined ? [] : [arrow(start, end)];
  });
  const boxes = [...places].map(([room, { x, y }]) => {
    const middle = x + box.width / 2;
    return `  <rect class="${classOf(room)}" x="${x}" y="${y}" width="${box.width}" height="${box.height}"/><text x="${middle}" y="${y + 21}">${room}</text><text class="sign" x="${middle}" y="${y + 39}">${signs[room] ?? ''}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="The rooms of the program, and what each is built on">`,
    `  <style>${style}\n  </style>`,
    `  <rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...arrows,
    ...boxes,
    '</svg>',
    '',
  ].join('\n');
};

/** All imports between rooms as a table, for whoever cannot see the picture. */
export const roomsTable = (rooms: Rooms): string =>
  [
    '| room | what is in it | is built on |',
    '|---|---|---|',
    ...[...rooms].map(
      ([room, targets]) => `| \`${room}\` | ${signs[room] ?? ''} | ${targets.size === 0 ? 'nothing of ours' : [...targets].join(', ')} |`,
    ),
  ].join('\n');
