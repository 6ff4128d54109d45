import type { Mutant } from '../mutant.ts';

/** Bugs of what is on record and of the clocks that run on it. */
export const recordMutants: readonly Mutant[] = [
  {
    number: 14,
    bug: 'days and months are reckoned on the clock of the machine',
    edits: [
      {
        file: 'operator/deadline/due.ts',
        from: 'const local = from.toZonedDateTimeISO(timezone).toPlainDateTime();',
        to: 'const local = from.toZonedDateTimeISO(Temporal.Now.timeZoneId()).toPlainDateTime();',
      },
    ],
    tests: ['test/deadline/fixtures.test.ts'],
  },
  {
    number: 22,
    bug: 'an entry of the timeline does not bind the one before it',
    edits: [
      {
        file: 'operator/journal/chain.ts',
        from: 'at: recorded, actor, reason, note, prev: hash };',
        to: 'at: recorded, actor, reason, note, prev: head.hash };',
      },
    ],
    tests: ['test/journal/chain.test.ts'],
  },
  {
    number: 23,
    bug: 'a timeline whose end was cut off is found whole',
    edits: [
      {
        file: 'operator/journal/verify.ts',
        from: '  if (seq > walk.chain.length) {\n',
        to: '  if (seq > walk.chain.length) return undefined;\n  if (seq > walk.chain.length) {\n',
      },
    ],
    tests: ['test/journal/tamper.test.ts'],
  },
  {
    number: 29,
    bug: 'an object is written back whole, as this version of the program knows it, and fields of the next version are lost',
    edits: [
      {
        file: 'operator/kube/erase.ts',
        from: '      return await client.jsonPatch<T>(kind, object.metadata, finalizersOf(object, finalizers));',
        to: [
          '      if (finalizersOf(object, finalizers).length === 0) return object;',
          "      const known = ['title', 'description', 'asset', 'department', 'report', 'notExploited', 'evaluations', 'remedy', 'remedied', 'acceptances'];",
          '      const spec = (object as unknown as { readonly spec?: object }).spec ?? {};',
          "      const kept = kind.kind === 'Weakness' ? Object.fromEntries(Object.entries(spec).filter(([field]) => known.includes(field))) : spec;",
          '      return await client.update<T>(kind, { ...object, metadata: { ...object.metadata, finalizers }, spec: kept } as T);',
        ].join('\n'),
      },
    ],
    tests: ['test/e2e/versions.test.ts'],
  },
];
