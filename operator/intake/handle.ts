import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { WithBody } from '../inbound/body.ts';
import type { Connections } from '../inbound/connections.ts';
import { type AdmissionOptions, type Admitted, admit, badNamespace, checkBody, keyOf, settleBody } from './admission.ts';
import { type Answer, later, refusal } from './answer.ts';
import { answerForBody, refusedUnread } from './body.ts';
import { type IntakeObserver, resultOf } from './observer.ts';
import type { Receivers } from './receive.ts';

/** What a request is handled with. */
export interface HandlerOptions {
  readonly admission: AdmissionOptions;
  readonly receivers: Receivers;
  readonly withBody: WithBody;
  readonly observer: IntakeObserver;
  /** Why nothing can be taken in yet, as a sentence; undefined once it can. */
  readonly ready: () => string | undefined;
  /** The namespaces that are served; all of them where there is none. */
  readonly namespaces: readonly string[];
  /** Whether the server is ending: then connections are not kept. */
  readonly draining: () => boolean;
}

/** So many requests are at work at a time; and of one caller half of them, so that one cannot keep all others out (fault 48). */
const mostAtWork = 256;
const mostOfOne = 128;
/** How long a caller waits at most (milliseconds): about as long as Alertmanager does. */
const answeredWithin = 25_000;

const paths: ReadonlyMap<string, keyof Receivers> = new Map([
  ['/v1/alertmanager', 'alertmanager'],
  ['/v1/cloudevents', 'cloudevents'],
  ['/v1/falco', 'falco'],
  ['/v1/reports', 'reports'],
]);

const write = (response: ServerResponse, { status, body, headers = {} }: Answer, keep: boolean): void => {
  if (response.headersSent || response.destroyed) return;
  const text = `${JSON.stringify(body)}\n`;
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
      ...(!keep && { connection: 'close' }),
    })
    .end(text);
};

const headersOf = (headers: IncomingHttpHeaders): ReadonlyMap<string, string> =>
  new Map(Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])));

/** A place among those at work, or none. */
const createPlaces = () => {
  const byCaller = new Map<string, number>();
  let taken = 0;
  return (caller: string): (() => void) | Answer => {
    if (taken >= mostAtWork) return later(503, 'Too many reports are being stored at the moment; send it again.', 2);
    const own = byCaller.get(caller) ?? 0;
    if (own >= mostOfOne) return later(429, 'Too many of your reports are being stored at the moment; send it again.', 2);
    taken += 1;
    byCaller.set(caller, own + 1);
    return () => {
      taken -= 1;
      const left = (byCaller.get(caller) ?? 1) - 1;
      if (left > 0) byCaller.set(caller, left);
      else byCaller.delete(caller);
    };
  };
};

/** The answer, or a request to come again when it takes too long: the store goes on, and what is sent again makes no second incident. */
const inTime = async (work: Promise<Answer>): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve(later(503, 'It took too long to store; send it again.', 5)), answeredWithin);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Where a request wants to go, told from its first line alone. */
interface Target {
  readonly receiver: keyof Receivers;
  readonly namespace: string;
  readonly source: string;
}

const targetOf = (options: HandlerOptions, request: IncomingMessage): Target | Answer => {
  const url = URL.parse(request.url ?? '', 'http://intake.invalid');
  const receiver = paths.get(url?.pathname ?? '');
  if (receiver === undefined) return refusal(404, `There is ${[...paths.keys()].join(', ')} and /healthz.`);
  if (request.method !== 'POST') return { ...refusal(405, 'Only POST is answered here.'), headers: { allow: 'POST' } };
  const namespace = url?.searchParams.get('namespace') ?? '';
  const wrong = badNamespace(namespace);
  if (wrong !== undefined) return wrong;
  const { namespaces } = options;
  if (namespaces.length > 0 && !namespaces.includes(namespace)) return refusal(404, `The namespace ${namespace} is not served here.`);
  const unready = options.ready();
  if (unready !== undefined) return later(503, unready, 2);
  return { receiver, namespace, source: url?.searchParams.get('source') ?? '' };
};

const isAnswer = <T extends object>(value: T | Answer): value is Answer => 'status' in value;

/** Takes in a whole body of an admitted caller. */
const deliver = async (options: HandlerOptions, target: Target, admitted: Admitted, body: Buffer, headers: IncomingHttpHeaders) => {
  const { admission, receivers } = options;
  const { namespace, receiver } = target;
  const refused = checkBody(admission, admitted, namespace, body);
  if (refused !== undefined) return refused;
  const mayAttribute = async (): Promise<boolean> =>
    admitted.kind === 'bearer' && admission.identities.mayAttribute(admitted.token, namespace);
  const delivery = { namespace, caller: admitted.caller, body, headers: headersOf(headers), key: keyOf(admitted, headers), mayAttribute };
  const work = receivers[receiver](delivery);
  void work.then((answer) => settleBody(admission, admitted, namespace, answer));
  return inTime(work);
};

/** What is answered, and whether the connection can be used again: it cannot when a body was left unread. */
interface Handled {
  readonly answer: Answer;
  readonly read: boolean;
}

/**
 * Makes the handler of requests. The order is that of cost: the first line, the headers, who it is, the body, the store. Only
 * whoever may report has a body read; only what is stored is answered with a success.
 */
export const createHandler = (options: HandlerOptions, connections: Connections) => {
  const takePlace = createPlaces();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<Handled> => {
    const target = targetOf(options, request);
    if (isAnswer(target)) return { answer: target, read: false };
    const unread = refusedUnread(request);
    if (unread !== undefined) return { answer: unread, read: false };
    const door = await admit(options.admission, request.headers, target.namespace, target.source);
    if (!door.ok) return { answer: door.answer, read: false };
    const place = takePlace(door.admitted.caller);
    if (typeof place !== 'function') return { answer: place, read: false };
    try {
      if (request.headers.expect !== undefined) response.writeContinue();
      return await options.withBody(request, async (body) => {
        if (!body.ok) return { answer: answerForBody(body), read: false };
        const release = connections.hold(request);
        try {
          return { answer: await deliver(options, target, door.admitted, body.bytes, request.headers), read: true };
        } finally {
          release();
        }
      });
    } finally {
      place();
    }
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url?.split('?', 1)[0] === '/healthz' && (request.method === 'GET' || request.method === 'HEAD')) {
      write(response, { status: 200, body: { status: 'ok' } }, !options.draining());
      return;
    }
    const { answer, read } = await handle(request, response).catch(() => ({
      answer: later(503, 'The report could not be stored because of a fault; send it again.', 10),
      read: false,
    }));
    options.observer.answered(resultOf(answer.status));
    write(response, answer, read && !options.draining());
  };
};
