import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { grantedRules, refusedUses, rightsOf, unusedRights } from '../../scripts/rights.ts';
import type { Use } from '../cluster/rights.ts';

const lease = { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'update'], resourceNames: ['mine'] };
const used = (verb: string, name: string, allowed = true): Use => ({
  group: 'coordination.k8s.io',
  resource: 'leases',
  verb,
  name,
  allowed,
});

test('a right counts as used by a request that it alone could allow: its verb, its resource, one of its names', () => {
  const rights = rightsOf([lease]);
  assert.is(rights.length, 2);
  assert.equal(unusedRights(rights, [used('get', 'mine'), used('update', 'mine')]), []);
  assert.equal(unusedRights(rights, [used('get', 'mine'), used('update', 'another'), used('update', 'mine', false)]), [
    'update leases.coordination.k8s.io mine',
  ]);
});

test('what was refused is told once', () => {
  assert.equal(refusedUses([used('get', 'mine', false), used('get', 'mine', false), used('update', 'mine')]), [
    'get leases.coordination.k8s.io mine',
  ]);
});

test('the rights that are compared are those of every role that is bound to the operator, and of no other', () => {
  const resources = new Set(rightsOf(grantedRules()).map(({ resource }) => resource));
  for (const resource of ['incidents/status', 'leases', 'configmaps', 'tokenreviews', 'events'])
    assert.ok(resources.has(resource), resource);
  const verbs = new Set(rightsOf(grantedRules()).map(({ verb }) => verb));
  for (const verb of ['assess', 'erase', 'delete', 'approve']) assert.not.ok(verbs.has(verb), verb);
});

test.run();
