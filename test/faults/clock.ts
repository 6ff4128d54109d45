/**
 * Steps the wall clock of a process that is otherwise as it is: load it with `--import` and write milliseconds into the file that
 * CLOCK_OFFSET_FILE names. Everything by which JavaScript asks for the time of day is shifted; timers and `performance.now()` run on a
 * monotonic clock and are not, as on a machine whose clock is set.
 */
import { readFileSync } from 'node:fs';

const file = process.env['CLOCK_OFFSET_FILE'] ?? '';
const RealDate = Date;
const realNow = Date.now;
const realInstant = Temporal.Now.instant.bind(Temporal.Now);
let offset = 0;

const look = (): void => {
  const read = Number(readFileSync(file, 'utf8'));
  if (Number.isFinite(read)) offset = read;
};
look();
setInterval(look, 20).unref();

const now = (): number => realNow() + offset;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown)),
});

const instant = (): Temporal.Instant => realInstant().add({ milliseconds: offset });
const zoned = (zone?: Temporal.TimeZoneLike): Temporal.ZonedDateTime => instant().toZonedDateTimeISO(zone ?? Temporal.Now.timeZoneId());
Object.assign(Temporal.Now, {
  instant,
  zonedDateTimeISO: zoned,
  plainDateTimeISO: (zone?: Temporal.TimeZoneLike) => zoned(zone).toPlainDateTime(),
  plainDateISO: (zone?: Temporal.TimeZoneLike) => zoned(zone).toPlainDate(),
  plainTimeISO: (zone?: Temporal.TimeZoneLike) => zoned(zone).toPlainTime(),
});
