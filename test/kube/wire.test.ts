// What goes over the wire and cannot be provoked on a real API server at will: played by a small HTTP server that speaks its protocol.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createCache } from '../../operator/kube/cache.ts';
import { createChildrenBy } from '../../operator/kube/children.ts';
import { createClient } from '../../operator/kube/client.ts';
import { createCommit } from '../../operator/kube/commit.ts';
import { createConnection } from '../../operator/kube/connection.ts';
import { createController } from '../../operator/kube/controller.ts';
import { hasCode } from '../../operator/kube/errors.ts';
import { leanRecord } from '../../operator/kube/lean.ts';
import { createLease } from '../../operator/kube/lease.ts';
import { type Initial, keepWatching } from '../../operator/kube/watch.ts';
import { type Case, caseKind, caseNamed, countingObserver, decideCase, until } from './lab.ts';

type Handler = (request: IncomingMessage & { readonly url: string }, response: ServerResponse) => void;

const json = (response: ServerResponse, status: number, body: object, headers = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const listOf = (version: string, ...items: readonly object[]) => ({ kind: 'CaseList', metadata: { resourceVersion: version }, items });
const stored = (name: string, version: string): Case => {
  const made = caseNamed(name);
  return { ...made, metadata: { ...made.metadata, resourceVersion: version } };
};
const event = (type: string, object: object): string => `${JSON.stringify({ type, object })}\n`;

/** A server that answers as told, with a client of its own; everything is closed afterwards. */
const served = async (handler: Handler, run: (context: ReturnType<typeof contextOf>) => Promise<void>) => {
  const server = createServer((request, response) => handler(request as IncomingMessage & { url: string }, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const context = contextOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    await run(context);
  } finally {
    context.stopping.abort();
    await context.watching.done;
    server.closeAllConnections();
    await context.connection.close();
    await new Promise((resolve) => server.close(resolve));
  }
};

const contextOf = (origin: string) => {
  const seen = countingObserver();
  const tokens = { current: 'first', read: 0 };
  const credentials = async () => {
    tokens.read += 1;
    return { server: origin, tls: {}, headers: { authorization: `Bearer ${tokens.current}` } };
  };
  const connection = createConnection({ credentials, observer: seen.observer, connections: 2 });
  const client = createClient(connection);
  const cache = createCache<Case>({ kind: caseKind, trim: leanRecord(caseKind), observer: seen.observer });
  const stopping = new AbortController();
  const times = { silence: 300, streamSeconds: 1, backoff: { base: 20, cap: 100, jitter: 0.5 } };
  const options = { client, cache, observer: seen.observer, signal: stopping.signal, times };
  const watching = { done: Promise.resolve() };
  const watch = (initial: Initial = 'pages') => {
    watching.done = keepWatching({ ...options, initial });
  };
  return { connection, client, cache, stopping, seen, tokens, watching, watch };
};

const isWatch = (url: string) => url.includes('watch=true');
const search = (url: string) => new URL(url, 'http://x').searchParams;

test('a version that is gone, told by an event under HTTP 200, lists anew and notices deletions', async () => {
  let lists = 0;
  const handler: Handler = ({ url }, response) => {
    if (!isWatch(url)) {
      lists += 1;
      json(response, 200, lists === 1 ? listOf('10', stored('kept', '1'), stored('gone', '2')) : listOf('30', stored('kept', '1')));
    } else if (search(url).get('resourceVersion') === '10') {
      response.writeHead(200).end(event('ERROR', { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' }));
    } else response.writeHead(200).write(event('BOOKMARK', { metadata: { name: '', resourceVersion: '31' } }));
  };
  await served(handler, async ({ watch, cache, seen }) => {
    watch();
    await until('the deletion is noticed', () => cache.synced() && cache.size() === 1);
    assert.equal([lists, seen.count('watch Case gone'), [...cache.keys()]], [2, 1, ['default/kept']]);
  });
});

const endOfList = (version: string): string =>
  event('BOOKMARK', { metadata: { name: '', resourceVersion: version, annotations: { 'k8s.io/initial-events-end': 'true' } } });

test('a streamed list is complete at its bookmark, notices what vanished, and goes on with changes on the same stream', async () => {
  const streams: string[] = [];
  const handler: Handler = ({ url }, response) => {
    streams.push(url);
    response.writeHead(200);
    if (streams.length === 1) response.end(event('ADDED', stored('old', '3')) + event('ADDED', stored('kept', '4')) + endOfList('10'));
    else if (streams.length === 2) response.end(event('ERROR', { kind: 'Status', code: 410, reason: 'Expired' }));
    else response.write(event('ADDED', stored('kept', '4')) + endOfList('20') + event('ADDED', stored('late', '21')));
  };
  await served(handler, async ({ watch, cache, seen }) => {
    watch('stream');
    await until('the late object arrives', () => cache.find('default', 'late') !== undefined);
    assert.equal([...cache.keys()], ['default/kept', 'default/late']);
    assert.equal(
      streams.map((url) => search(url).get('resourceVersion')),
      [null, '10', null],
    );
    assert.is(search(streams[0] ?? '').get('sendInitialEvents'), 'true');
    assert.equal([seen.count('watch Case list'), seen.count('watch Case event')], [2, 1]);
  });
});

test('a server that refuses to stream a list, or streams one without an end, is asked for pages', async () => {
  for (const refusal of ['refused', 'endless']) {
    const handler: Handler = ({ url }, response) => {
      if (!isWatch(url)) return json(response, 200, listOf('10', stored('one', '1')));
      if (search(url).get('sendInitialEvents') === null) return response.writeHead(200).flushHeaders();
      if (refusal === 'refused') return json(response, 422, { reason: 'Invalid' });
      return response.writeHead(200).write(event('ADDED', stored('one', '1')));
    };
    await served(handler, async ({ watch, cache }) => {
      watch('stream');
      await until(`the list is complete (${refusal})`, cache.synced, 5000);
      assert.equal([...cache.keys()], ['default/one']);
    });
  }
});

test('a streamed list that turns out to be of an earlier state is made again, and believed', async () => {
  let streams = 0;
  const handler: Handler = ({ url }, response) => {
    if (!isWatch(url)) return json(response, 200, listOf('500', stored('restored', '400')));
    streams += 1;
    response.writeHead(200);
    if (streams === 1) return response.end(event('ADDED', stored('lost', '900')) + endOfList('1000'));
    if (streams === 2) return response.end(event('ERROR', { kind: 'Status', code: 410, reason: 'Expired' }));
    return response.write(event('ADDED', stored('restored', '400')) + endOfList('500'));
  };
  await served(handler, async ({ watch, cache }) => {
    watch('stream');
    await until('the earlier state is taken over', () => cache.find('default', 'restored') !== undefined && cache.size() === 1, 5000);
  });
});

test('a stream that the server ends is resumed from its last bookmark, and nothing is listed again', async () => {
  const resumed: (string | null)[] = [];
  const handler: Handler = ({ url }, response) => {
    if (!isWatch(url)) return json(response, 200, listOf('10'));
    const version = search(url).get('resourceVersion');
    resumed.push(version);
    assert.is(search(url).get('allowWatchBookmarks'), 'true');
    const next = String(Number(version) + 1);
    if (resumed.length < 5) response.writeHead(200).end(event('BOOKMARK', { metadata: { name: '', resourceVersion: next } }));
    else response.writeHead(200).write(event('ADDED', stored('late', next)));
    return undefined;
  };
  await served(handler, async ({ watch, cache, seen }) => {
    watch();
    await until('the late object arrives', () => cache.size() === 1);
    assert.equal(resumed, ['10', '11', '12', '13', '14']);
    assert.is(seen.count('watch Case list'), 1);
  });
});

test('a stream that falls silent is opened anew, without a list and without missing anything', async () => {
  let streams = 0;
  const handler: Handler = ({ url }, response) => {
    if (!isWatch(url)) return json(response, 200, listOf('10'));
    streams += 1;
    response.writeHead(200).flushHeaders();
    if (streams > 1) response.write(event('ADDED', stored('late', '12')));
    return undefined;
  };
  await served(handler, async ({ watch, cache, seen }) => {
    watch();
    await until('the object arrives over the second stream', () => cache.size() === 1, 5000);
    assert.is(seen.count('watch Case list'), 1);
    assert.ok(seen.count('watch Case silent') >= 1);
  });
});

test('refusals on the way are survived: 503, 429 with its wait, broken connections, broken lines', async () => {
  let calls = 0;
  let refusedAt = 0;
  let waited = 0;
  const handler: Handler = ({ url, socket }, response) => {
    calls += 1;
    if (calls === 1) return json(response, 503, {});
    if (calls === 2) {
      refusedAt = performance.now();
      return response.writeHead(429, { 'retry-after': '1' }).end('Too many requests, please try again later.');
    }
    waited ||= performance.now() - refusedAt;
    if (calls === 3) return socket.destroy();
    if (!isWatch(url)) return json(response, 200, listOf('10'));
    if (calls < 7) return response.writeHead(200).end('{"type":"ADD\n');
    return response.writeHead(200).write(event('ADDED', stored('late', '12')));
  };
  await served(handler, async ({ watch, cache }) => {
    watch();
    await until('the object arrives in the end', () => cache.size() === 1, 10_000);
    assert.ok(waited >= 1000, `${waited} ms`);
  });
});

test('a list goes through all its pages, and one that expires half-way is begun again', async () => {
  let expired = false;
  const handler: Handler = ({ url }, response) => {
    const token = search(url).get('continue');
    if (token === 'b' && !expired) {
      expired = true;
      return json(response, 410, { reason: 'Expired' });
    }
    if (token === 'b') return json(response, 200, listOf('20', stored('two', '2')));
    const first = listOf(expired ? '20' : '10', stored(expired ? 'one' : 'void', '1'));
    return json(response, 200, { ...first, metadata: { ...first.metadata, continue: 'b' } });
  };
  await served(handler, async ({ watch, cache }) => {
    watch();
    await until('the list is complete', cache.synced);
    assert.equal([...cache.keys()], ['default/one', 'default/two']);
  });
});

test('what exists is asked of the store, and never of the memory of one API server, which may be behind', async () => {
  const asked: string[] = [];
  const handler: Handler = ({ url }, response) => {
    asked.push(url);
    return isWatch(url) ? response.writeHead(200).flushHeaders() : json(response, 200, listOf('10', stored('one', '1')));
  };
  await served(handler, async ({ watch, cache, client }) => {
    watch();
    await until('the list is complete', cache.synced);
    for await (const page of client.listPages<Case>(caseKind)) assert.is(page.items.length, 1);
    const reads = asked.filter((url) => !isWatch(url)).map((url) => search(url).get('resourceVersion'));
    assert.ok(reads.length >= 2);
    assert.equal([...new Set(reads)], [null]);
  });
});

test('a token that was rotated is read again when it is refused, and the request is sent again once', async () => {
  const handler: Handler = ({ headers }, response) =>
    headers.authorization === 'Bearer second' ? json(response, 200, stored('x', '1')) : json(response, 401, { reason: 'Unauthorized' });
  await served(handler, async ({ client, tokens }) => {
    await until('the first token is refused', () =>
      client.get(caseKind, { name: 'x' }).then(
        () => false,
        (error) => hasCode(error, 'Unauthorized'),
      ),
    );
    tokens.current = 'second';
    await until(
      'the second token is taken',
      () =>
        client.get(caseKind, { name: 'x' }).then(
          () => true,
          () => false,
        ),
      5000,
    );
    const reads = tokens.read;
    await client.get(caseKind, { name: 'x' });
    assert.is(tokens.read, reads);
  });
});

test('every request has an end: a server that never answers costs the time limit, and a stop at once ends what is under way', async () => {
  await served(
    () => undefined,
    async ({ client }) => {
      const began = performance.now();
      const late = await client.get(caseKind, { name: 'x' }, { timeout: 100 }).catch((error: unknown) => error);
      assert.ok(hasCode(late, 'Timeout'));
      assert.ok(performance.now() - began < 2000);
      const abort = new AbortController();
      const stopped = client.get(caseKind, { name: 'x' }, { signal: abort.signal }).catch((error: unknown) => error);
      abort.abort();
      assert.ok(hasCode(await stopped, 'Aborted'));
    },
  );
});

test('requests that wait for a connection are given up in time too, and are never sent afterwards', async () => {
  const paths: string[] = [];
  await served(
    ({ url }) => void paths.push(url),
    async ({ client }) => {
      const calls = ['a', 'b', 'c'].map((name) => client.get(caseKind, { name }, { timeout: 200 }).catch((error: unknown) => error));
      for (const error of await Promise.all(calls)) assert.ok(hasCode(error, 'Timeout'));
      assert.equal(paths.map((path) => path.at(-1)).toSorted(), ['a', 'b']);
    },
  );
});

test('streams and a storm do not keep the Lease waiting: it has connections of its own', async () => {
  const handler: Handler = ({ url }, response) => (url.includes('leases') ? json(response, 200, stored('x', '1')) : undefined);
  await served(handler, async ({ client }) => {
    const storm = Array.from({ length: 10 }, () => client.get(caseKind, { name: 'x' }, { timeout: 1000 }).catch(() => undefined));
    const lease = { kind: 'Lease', group: 'coordination.k8s.io', version: 'v1', plural: 'leases', namespaced: true };
    const began = performance.now();
    await client.get(lease, { namespace: 'a', name: 'b' }, { lane: 'vital' });
    assert.ok(performance.now() - began < 500);
    await Promise.all(storm);
  });
});

test('a leader whose renewals are not answered leads no longer than its last one lasts', async () => {
  let taken = false;
  const handler: Handler = ({ method }, response) => {
    if (method === 'GET') return json(response, 404, { reason: 'NotFound' });
    if (!taken) json(response, 201, { ...stored('lease', '1'), spec: {} });
    taken = true;
  };
  await served(handler, async ({ client, seen, stopping }) => {
    const lease = createLease({
      client,
      observer: seen.observer,
      namespace: 'default',
      name: 'lease',
      identity: 'one',
      times: { duration: 900, deadline: 600, retry: 50 },
      onStarted: () => undefined,
      onStopped: () => Promise.resolve(),
    });
    const election = lease.run(stopping.signal);
    await until('it leads', lease.valid);
    await until('it leads no more, though nobody told it so', () => !lease.valid(), 10_000);
    stopping.abort();
    await election;
  });
});

test('a change that is announced before the answer to our own write arrives is decided upon all the same', async () => {
  const guards: unknown[] = [];
  let stream: ServerResponse | undefined;
  const version = (n: string, facts: readonly string[], recorded?: number): Case => {
    const made = caseNamed('raced', { facts });
    return {
      ...made,
      metadata: { ...made.metadata, uid: 'u', resourceVersion: n },
      ...(recorded !== undefined && { status: { recorded } }),
    };
  };
  const handler: Handler = (request, response) => {
    if (isWatch(request.url)) {
      stream = response.writeHead(200);
      return response.write(event('ADDED', version('11', [])));
    }
    if (request.method !== 'PATCH') return json(response, 200, listOf('10'));
    request.on('data', (chunk: Buffer) => {
      guards.push(JSON.parse(chunk.toString())[0].value);
      if (guards.length > 1) return json(response, 200, version('14', ['new'], 2));
      stream?.write(event('MODIFIED', version('12', [], 1)) + event('MODIFIED', version('13', ['new'], 1)));
      return setTimeout(() => json(response, 200, version('12', [], 1)), 100);
    });
    return undefined;
  };
  await served(handler, async ({ client, cache, seen, watch }) => {
    const commit = createCommit({ client, fence: () => true, announce: () => undefined });
    const children = createChildrenBy({ client, fence: () => true, caches: [] });
    const controller = createController({ cache, client, observer: seen.observer, commit, children, decide: decideCase });
    controller.start();
    watch();
    await until('the later change is recorded', () => cache.get('default/raced')?.metadata.resourceVersion === '14', 5000);
    assert.equal(guards, ['11', '13']);
    await controller.stop();
  });
});

test('neither tokens nor content get into what is thrown or logged', async () => {
  const refusal = { reason: 'Invalid', message: 'Invalid value: "secret-content"', details: { causes: [{ field: 'spec.title' }] } };
  await served(
    (_, response) => json(response, 422, refusal),
    async ({ client, watch, seen }) => {
      const error = await client.get(caseKind, { name: 'x' }).catch((thrown: Error) => thrown);
      watch();
      await until('the watch was refused', () => seen.logs.length > 0);
      assert.not.match(`${error} ${JSON.stringify(error)} ${(error as Error).stack} ${seen.logs.join()}`, /secret-content|Bearer|first/);
    },
  );
});

test.run();
