// Preloaded by the runner into every test file: uvu swallows what a `before` or `after` throws, and a file that ran nothing would not say why.
import { test } from 'uvu';

type Hook = Parameters<typeof test.before>[0];

const loud =
  (name: string, hook: Hook): Hook =>
  async (context) => {
    try {
      await hook(context);
    } catch (error) {
      process.stderr.write(`The ${name} of this file threw: ${error instanceof Error ? error.stack : String(error)}\n`);
      throw error;
    }
  };

for (const name of ['before', 'after'] as const) {
  const { each } = test[name];
  const add = test[name];
  test[name] = Object.assign((hook: Hook) => add(loud(name, hook)), { each });
}
