/** Easter Sunday of a year of the Gregorian calendar, after the algorithm of Meeus, Jones and Butcher. */
const easterOf = (year: number): Temporal.PlainDate => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return new Temporal.PlainDate(year, month, day);
};

/**
 * The ten legal holidays of Belgium in a year, as ISO dates in order (Act of 4 January 1974, Royal Decree of 18 April 1974).
 * An organisation's own list, in its policy, may name more: public services have days that the act does not.
 */
export const belgianHolidays = (year: number): string[] => {
  const fixed = ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'].map((day) => `${String(year).padStart(4, '0')}-${day}`);
  const easter = easterOf(year);
  const moving = [1, 39, 50].map((days) => easter.add({ days }).toString());
  return [...fixed, ...moving].sort();
};
