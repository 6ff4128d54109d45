import type { Mutant } from '../mutant.ts';

const watch = 'operator/kube/watch.ts';
const commit = 'operator/kube/commit.ts';
const wire = 'test/kube/wire.test.ts';

/** Bugs between the operator and the API server. */
export const machineryMutants: readonly Mutant[] = [
  {
    number: 2,
    bug: 'children get a name that the API server makes up (generateName)',
    edits: [
      {
        file: 'operator/kube/children.ts',
        from: "cache.put(await client.create<KubeObject>(cache.kind, draft), 'read');",
        to: "const { name, ...metadata } = draft.metadata;\n      cache.put(await client.create<KubeObject>(cache.kind, { ...draft, metadata: { ...metadata, generateName: `${name}-` } } as unknown as KubeObject), 'read');",
      },
    ],
    tests: ['test/kube/commit.e2e.test.ts'],
  },
  {
    number: 7,
    bug: 'what a watch announces is acted on, and what a new list says is not',
    edits: [
      {
        file: 'operator/kube/cache.ts',
        from: "      if (!stale) store.accept(key, raw, 'watch');",
        to: "      if (!stale && seen !== undefined && store.objects.has(key)) store.objects.set(key, raw);\n      else if (!stale) store.accept(key, raw, 'watch');",
      },
    ],
    tests: ['test/kube/cache.test.ts'],
  },
  {
    number: 8,
    bug: 'a version that is gone (410), told by an event under HTTP 200, is passed over',
    edits: [
      {
        file: watch,
        from: "  if (event.type === 'ERROR') throw errorFromStatus(`watch ${kind.kind}`, event.object.code ?? 500, event.object);",
        to: "  if (event.type === 'ERROR') return errorFromStatus(`watch ${kind.kind}`, event.object.code ?? 500, event.object).said;",
      },
    ],
    tests: [wire],
  },
  {
    number: 9,
    bug: 'lists are read from what one API server remembers (resourceVersion 0), which may be old',
    edits: [
      {
        file: 'operator/kube/client.ts',
        from: 'query({ limit: size, continue: token, fieldSelector, labelSelector })',
        to: "query({ limit: size, continue: token, fieldSelector, labelSelector, resourceVersion: '0' })",
      },
    ],
    tests: [wire],
  },
  {
    number: 11,
    bug: 'at a conflict the whole status is written over what somebody else wrote',
    edits: [
      {
        file: commit,
        from: "    const writing = client.jsonPatch<T>(cache.kind, object.metadata, operations, { subresource: 'status' });",
        to: "    const writing = client.jsonPatch<T>(cache.kind, object.metadata, operations, { subresource: 'status' }).catch((error: unknown) => {\n      if (!hasCode(error, 'Conflict')) throw error;\n      return client.jsonPatch<T>(cache.kind, object.metadata, operations.slice(1), { subresource: 'status' });\n    });",
      },
    ],
    tests: ['test/kube/commit.e2e.test.ts'],
  },
  {
    number: 12,
    bug: 'a 500 for an object that is too large is taken for a passing trouble, and tried for ever',
    edits: [
      {
        file: 'operator/kube/errors.ts',
        from: "  if (status >= 500 && tooLarge.test(textIn(body.message))) return 'TooLarge';\n",
        to: '',
      },
    ],
    tests: ['test/kube/errors.test.ts'],
  },
  {
    number: 13,
    bug: 'a long deadline is one long timer of the runtime, which overflows after 24.8 days',
    edits: [
      {
        file: 'operator/kube/timers.ts',
        from: 'clock.sleep(Math.min(cap, Math.max(1, Math.ceil(first.at - clock.now()))), wakeUp)',
        to: 'clock.sleep(Math.max(cap - cap + 1, Math.ceil(first.at - clock.now())), wakeUp)',
      },
    ],
    tests: ['test/kube/timers.test.ts'],
  },
  {
    number: 20,
    bug: 'one bad field stops everything that stands beside it: a law with one wrong duty has none',
    edits: [
      {
        file: 'operator/policy/regime.ts',
        from: '  const [problem] = problems;\n',
        to: '  const [problem] = problems;\n  if (problem !== undefined) duties.length = 0;\n',
      },
    ],
    tests: ['test/policy/cel.test.ts', 'test/policy/decide.test.ts'],
  },
  {
    number: 24,
    bug: 'everything shares one pool of sockets, so that a storm keeps the Lease waiting',
    edits: [{ file: 'operator/kube/connection.ts', from: "open.lanes[request.lane ?? 'work']", to: "open.lanes['work']" }],
    tests: [wire],
  },
  {
    number: 27,
    bug: 'a leader that was paused believes that it still leads',
    edits: [
      {
        file: 'operator/kube/lease.ts',
        from: "const valid = () => standing.kind === 'leading' && performance.now() < standing.until;",
        to: "const valid = () => standing.kind === 'leading';",
      },
    ],
    tests: [wire],
  },
  {
    number: 28,
    bug: 'what happened is told by Events, and an object whose Event expired is decided upon from the beginning',
    edits: [
      {
        file: 'operator/kube/controller.ts',
        from: '      queue.start();\n      for (const key of cache.keys()) queue.add(key);',
        to: [
          '      queue.start();',
          '      void (async () => {',
          '        const told = new Set<string>();',
          "        const events = { kind: 'Event', group: 'events.k8s.io', version: 'v1', plural: 'events', namespaced: true };",
          '        for await (const { items } of options.client.listPages(events)) for (const { metadata } of items) told.add(metadata.name);',
          '        for (const object of cache.values()) {',
          '          const event = `${cache.kind.kind.toLowerCase()}-${object.metadata.uid}-${object.window?.seq}`;',
          '          if (object.window !== undefined && !told.has(event)) Object.assign(object, { status: undefined, window: undefined });',
          '        }',
          '        for (const key of cache.keys()) queue.add(key);',
          '      })();',
        ].join('\n'),
      },
    ],
    tests: ['test/kube/commit.e2e.test.ts'],
  },
  {
    number: 30,
    bug: 'what a decision throws is swallowed, and the object is silently left alone',
    edits: [
      {
        file: 'operator/kube/controller.ts',
        from: '      return setAside(context, error);',
        to: "      return { outcome: { kind: 'done' }, result: 'done' };",
      },
    ],
    tests: ['test/kube/commit.e2e.test.ts'],
  },
];
