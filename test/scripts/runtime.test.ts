// The operator is started in one way, wherever somebody starts it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../../scripts/process.ts';
import { runtimeFlags } from '../../scripts/runtime.ts';

test('the image and the script of the package start Node as the tests do', () => {
  const entrypoint = /^ENTRYPOINT (.+)$/m.exec(readFileSync(join(root, 'Dockerfile'), 'utf8'))?.[1] ?? '[]';
  assert.equal(JSON.parse(entrypoint), ['/usr/local/bin/node', ...runtimeFlags]);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: { readonly operator: string } };
  assert.is(scripts.operator, ['node', ...runtimeFlags, 'operator/main.ts'].join(' '));
});

test.run();
