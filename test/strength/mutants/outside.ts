import type { Mutant } from '../mutant.ts';

const webhook = 'operator/outbound/webhook.ts';
const receive = 'operator/intake/receive.ts';

/** Bugs towards those who send to us, and those to whom we send. */
export const outsideMutants: readonly Mutant[] = [
  {
    number: 1,
    bug: 'a success is answered before anything is stored',
    edits: [
      {
        file: receive,
        from: '        const outcome = await store({ namespace, caller, report, at, payload });\n',
        to: "        void store({ namespace, caller, report, at, payload }).catch(() => undefined);\n        const outcome: Outcome = { kind: 'counted', name: '' };\n",
      },
    ],
    tests: ['test/e2e/intake.test.ts'],
  },
  {
    number: 6,
    bug: 'that an alert is known is known in memory only, so that another replica makes a second incident of it',
    edits: [
      {
        file: 'operator/intake/store.ts',
        from: 'alertDraft(report, { namespace, name, caller, at, payload, previous })',
        to: 'alertDraft(report, { namespace, name: name.replace(/^alert-\\w{6}/, `alert-${String(process.pid).padStart(6, "0").slice(-6)}`), caller, at, payload, previous })',
      },
    ],
    tests: ['test/e2e/intake-load.test.ts'],
  },
  {
    number: 15,
    bug: 'redirects are followed',
    edits: [
      {
        file: webhook,
        from: '(answer) => {\n      let read = 0;',
        to: [
          '(answer) => {',
          '      const elsewhere = answer.headers.location === undefined ? undefined : URL.parse(answer.headers.location, target.url);',
          '      if (elsewhere !== undefined && elsewhere !== null) {',
          '        answer.destroy();',
          '        exchange({ ...target, url: elsewhere }, agent, message, signal).then(resolve, reject);',
          '        return;',
          '      }',
          '      let read = 0;',
        ].join('\n'),
      },
    ],
    tests: ['test/outbound/webhook.test.ts', 'test/notification/channels.test.ts'],
  },
  {
    number: 16,
    bug: 'a host is looked up twice: once to be judged, and once to be connected to',
    edits: [
      {
        file: 'operator/outbound/pinned.ts',
        from: 'else if (options.all === true) callback(null, [...addresses]);',
        to: 'else if (options.all === true) callback(null, [...(await resolve(host))]);',
      },
      {
        file: 'operator/outbound/pinned.ts',
        from: 'else callback(null, first.address, first.family);',
        to: 'else callback(null, (await resolve(host))[0]?.address ?? first.address, first.family);',
      },
    ],
    tests: ['test/outbound/pinned.test.ts'],
  },
  {
    number: 17,
    bug: 'the token of a caller is logged',
    edits: [
      {
        file: 'operator/intake/identity.ts',
        from: '        const user = await userOf(token);\n        if (user === ',
        to: '        process.stderr.write(`${token} asks to report in ${namespace}\\n`);\n        const user = await userOf(token);\n        if (user === ',
      },
    ],
    tests: ['test/e2e/intake-canaries.test.ts'],
  },
  {
    number: 18,
    bug: 'the name of an alert is a label of a metric',
    edits: [
      {
        file: receive,
        from: "  observer.alerts('created', created);\n",
        to: "  const [first] = alerts as unknown as readonly { readonly labels: ReadonlyMap<string, string> }[];\n  observer.alerts(`created ${first?.labels.get('alertname') ?? ''}`, created);\n",
      },
      {
        file: 'operator/telemetry/machinery.ts',
        from: "const alerts = counterOf(registry, 'meldpunt_intake_alerts_total', exactly(5));",
        to: "const alerts = counterOf(registry, 'meldpunt_intake_alerts_total', exactly(100_000));",
      },
    ],
    tests: ['test/e2e/intake-canaries.test.ts', 'test/e2e/intake-load.test.ts'],
  },
  {
    number: 25,
    bug: 'an answer is read to its end, however long it is',
    edits: [
      { file: webhook, from: '        if (read <= answerLimit) return;\n', to: '        if (read <= Number.POSITIVE_INFINITY) return;\n' },
    ],
    tests: ['test/outbound/webhook.test.ts'],
  },
  {
    number: 26,
    bug: 'a pattern that can take for ever is tried on the summary of an alert',
    edits: [
      {
        file: 'operator/intake/normalise/alertmanager.ts',
        from: "filter((text) => text !== '');",
        to: "filter((text) => text !== '' && !/^(?:\\w+\\s?)*\\$$/.test(text));",
      },
    ],
    tests: ['test/intake/normalise/formats.test.ts'],
  },
];
