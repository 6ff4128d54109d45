// Faults 1 to 9: the process dies, is asked to end, sleeps, or is not alone.

import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../../kube/lab.ts';
import type { Fate } from '../rig/exchange.ts';
import type { Arena, Ground } from '../rig/ground.ts';
import type { Play } from '../rig/oracle.ts';
import type { Passing } from '../rig/passing.ts';
import { leads, type Replica } from '../rig/replica.ts';
import type { Fault } from './fault.ts';
import { played } from './played.ts';

type Position = Extract<Fate, { kind: 'kill' }>['when'];

/**
 * Kills at the writes to each object in turn: at one, not at the next, and so on, beginning with the first or with the second. Before a write the
 * next one is the same again, so that every write is met; after a commit both beginnings together meet every one, and what is claimed for a
 * while by whoever died can be claimed again.
 */
export const atWrites = (when: Position, begin: 'first' | 'second'): ((passing: Passing) => Fate | undefined) => {
  const spared = new Set<string>();
  const seen = new Set<string>();
  return ({ content, method, plural, subresource, namespace, name }) => {
    if (!content) return undefined;
    const key = `${method} ${plural}/${subresource} ${namespace}/${name}`;
    if (begin === 'second' && !seen.has(key)) spared.add(key);
    seen.add(key);
    if (spared.delete(key)) return undefined;
    spared.add(key);
    return { kind: 'kill', when };
  };
};

const boundary = (id: string, title: string, when: Position, begin: 'first' | 'second'): Fault =>
  played(id, title, 90, (ground) => ({
    open: () => ground.tap.arrange({ fate: atWrites(when, begin) }),
    within: 240_000,
    slack: 100,
  }));

/** Kills the sender at the nth message, in the way that the mood says. */
const atMessage = (id: number, title: string, mood: 'strike' | 'strikeEarly'): Fault =>
  played(id, title, 14, (ground) => {
    let messages = 0;
    return {
      open: () => {
        ground.moods.mail = () => {
          messages += 1;
          return messages === 1 || messages === 3 ? mood : 'good';
        };
        if (mood === 'strike') {
          let calls = 0;
          ground.moods.hook = () => {
            calls += 1;
            return calls === 1 ? 'strike' : 'good';
          };
        }
      },
      slack: 3,
    };
  });

const only = ({ replicas }: Arena) => {
  const [first] = replicas;
  if (first === undefined) throw new Error('An arena has at least one operator.');
  return first;
};

const leaderOf = ({ replicas }: Arena): Replica => {
  const found = replicas.find(leads);
  if (found === undefined) throw new Error('No operator leads.');
  return found;
};

const acknowledged = (ground: Ground): Play => ({
  open: () => {
    let done = false;
    ground.tap.arrange({
      fate: ({ method, plural, content }) => {
        if (done || !content || method !== 'POST' || plural !== 'incidents') return undefined;
        done = true;
        return { kind: 'kill', when: 'committed' };
      },
    });
  },
  slack: 2,
  // The flow compares what was created by whom: the same alert that is sent again is no second incident.
  also: ({ source }) => (source.taken.some(({ attempts }) => attempts > 1) ? [] : ['the alert was not sent again, so nothing was tested']),
});

const terminated = (ground: Ground): Play => {
  let code: number | null | undefined;
  let arena: Arena | undefined;
  return {
    arrangement: { replicas: 2 },
    open: (opened) => {
      arena = opened;
      ground.tap.arrange({});
    },
    reported: async () => {
      if (arena === undefined) return;
      const leader = leaderOf(arena);
      await delay(60);
      code = await leader.stop();
    },
    slack: 3,
    also: () => (code === 0 ? [] : [`asked to end it ended with ${code}`]),
  };
};

const asleep = (): Play => {
  let arena: Arena | undefined;
  let sleeper = 0;
  let wokeAt = 0;
  let door = '';
  const late: string[] = [];
  return {
    arrangement: { replicas: 2 },
    open: (opened) => {
      arena = opened;
    },
    reported: async () => {
      if (arena === undefined) return;
      const leader = leaderOf(arena);
      await delay(60);
      door = leader.door();
      sleeper = leader.current().pid;
      process.kill(sleeper, 'SIGSTOP');
      await arena.doubtClaimed();
      const other = arena.replicas.find((each) => each !== leader);
      await until('the other one leads', () => other !== undefined && leads(other), 30_000);
    },
    changed: async () => {
      wokeAt = arena?.trace().length ?? 0;
      process.kill(sleeper, 'SIGCONT');
      await delay(500);
    },
    slack: 3,
    also: (opened) => {
      const writes = opened
        .trace()
        .slice(wokeAt)
        .filter((each) => each.door === door && each.content && each.status < 300 && each.status > 0);
      return [...late, ...writes.map(({ object }) => `who woke wrote ${object}`)];
    },
  };
};

/** The intake of every replica takes alerts; who leads is no matter to it. */
const byIntake = (object: string): boolean => object.includes('/alert-');

const divided = (ground: Ground): Play => {
  let blocked = '';
  let ledAt = Number.POSITIVE_INFINITY;
  const took: string[] = [];
  return {
    arrangement: { replicas: 2 },
    reported: async () => {
      const arena = ground.arenaNow();
      if (arena === undefined) return;
      const leader = leaderOf(arena);
      const other = arena.replicas.find((each) => each !== leader);
      blocked = leader.door();
      ground.tap.arrange({
        fate: ({ door, plural, mutating }) => (door === blocked && plural === 'leases' && mutating ? { kind: 'drop' } : undefined),
      });
      await arena.doubtClaimed();
      const cut = performance.now();
      await until('the other one leads', () => other !== undefined && leads(other), 30_000);
      ledAt = ground.tap.now();
      // Until its lease lapsed it went on sending, and whoever follows cannot know what became of that.
      await arena.doubtClaimed();
      took.push(`other led after ${((performance.now() - cut) / 1000).toFixed(1)} s`);
    },
    slack: 3,
    figures: () => took,
    also: (opened) =>
      opened
        .trace()
        .filter(({ door, at, content, object }) => content && door === blocked && at > ledAt && !byIntake(object))
        .map(({ object }) => `who could not renew wrote ${object} while another led`),
  };
};

const memoryOf = (pid: number): number => {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** What the kernel does at the limit of a pod, done from outside: SIGKILL as soon as so much memory is held. */
const outOfMemory = (): Play => {
  let watching: NodeJS.Timeout | undefined;
  return {
    open: (arena) => {
      let limit = 0;
      watching = setInterval(() => {
        const held = memoryOf(only(arena).current().pid);
        // The limit is what it holds when it leads, and a little: the flood brings it there.
        if (limit === 0 && leads(only(arena))) limit = held + 1;
        if (limit > 0 && held > limit && only(arena).kills() < 3) {
          limit = 0;
          void only(arena).strike();
        }
      }, 5);
    },
    undo: () => clearInterval(watching),
    slack: 4,
    also: (arena) => (only(arena).kills() > 0 ? [] : ['the limit was never met, so nothing was tested']),
  };
};

/** Faults 1 to 9. */
export const kills: readonly Fault[] = [
  boundary('1', 'kill -9 before each write', 'before', 'first'),
  boundary('2', 'kill -9 after each commit, before its reply', 'committed', 'first'),
  boundary('2b', 'the same at the other half of the writes', 'committed', 'second'),
  boundary('2c', 'kill -9 after each reply', 'replied', 'first'),
  atMessage(3, 'kill -9 after a receiver took a message', 'strike'),
  atMessage(4, 'kill -9 in the middle of a message', 'strikeEarly'),
  played(5, 'kill -9 between create at the intake and its answer', 13, acknowledged),
  played(6, 'SIGTERM under load', 13, terminated),
  played(7, 'a paused leader wakes', 16, asleep),
  played(8, 'split brain: only the lease cannot be renewed', 16, divided),
  played(9, 'out of memory: SIGKILL at a limit, in the flow', 16, outOfMemory),
];
