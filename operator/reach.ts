// node operator/reach.ts URL: whether an operator answers there with its caches filled. It is what `helm test` runs in a pod.
import { setTimeout as delay } from 'node:timers/promises';

const bound = 50_000;
const [url = ''] = process.argv.slice(2);

const asked = async (): Promise<string | undefined> => {
  try {
    const ready = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
    return ready.ok ? undefined : (await ready.text()).trim();
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return `No answer: ${cause instanceof Error ? cause.message : String(error)}.`;
  }
};

let problem = await asked();
while (problem !== undefined && performance.now() < bound) {
  await delay(1_000);
  problem = await asked();
}
process.stdout.write(
  problem === undefined ? `The operator answers at ${url} and is ready.\n` : `The operator at ${url} is not ready. ${problem}\n`,
);
process.exitCode = problem === undefined ? 0 : 1;
