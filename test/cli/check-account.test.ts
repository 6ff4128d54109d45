import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkAccount, questionsOf, reviewsOf } from '../../operator/cli/check-account.ts';
import { shippedIn } from '../../operator/cli/shipped.ts';
import { grantedRules, rightsOf } from '../../scripts/rights.ts';

const roles = shippedIn('roles', 'security');
const questions = questionsOf(roles, 'security', undefined);
const asWanted = questions.map(({ wanted }) => wanted);

test('it is asked for every right that the chart grants, and for what would be too much', () => {
  const granted = rightsOf(grantedRules()).flatMap(({ group, resource, verb, names }) =>
    (names.length === 0 ? [''] : names).map((name) => `${verb} ${resource} ${group} ${name}`),
  );
  const asked = questions
    .filter(({ wanted }) => wanted)
    .map(({ attributes: { verb, resource, subresource, group, name = '' } }) => {
      return `${verb} ${subresource === undefined ? resource : `${resource}/${subresource}`} ${group} ${name}`;
    });
  assert.equal(asked.toSorted(), granted.toSorted());
  assert.is(questions.filter(({ wanted }) => !wanted).length, 8);
  assert.not.ok(JSON.stringify(questions).includes('meldpunt-system'));
});

test('where namespaces are named, the rights to records are asked for in each of them and nowhere else', () => {
  const placesOf = (served: readonly string[] | undefined): ReadonlySet<string | undefined> =>
    new Set(
      questionsOf(roles, 'security', served)
        .filter(({ attributes: { resource, verb } }) => resource === 'notifications' && verb === 'create')
        .map(({ attributes: { namespace } }) => namespace),
    );
  assert.equal(placesOf(undefined), new Set([undefined]));
  assert.equal(placesOf(['pensions', 'restricted']), new Set(['pensions', 'restricted']));
  assert.equal(placesOf([]), new Set());
});

test('it is asked as the account that the API server would see', () => {
  const [first] = reviewsOf(questions.slice(0, 1), 'security');
  assert.equal(first, {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: 'system:serviceaccount:security:meldpunt-operator',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:security', 'system:authenticated'],
      resourceAttributes: { group: 'meldpunt.dev', resource: 'playbooks', verb: 'list' },
    },
  });
});

test('a right that is missing is told as people write it, and so is one too many', () => {
  assert.equal(
    checkAccount(questions, asWanted).map(({ kind }) => kind),
    ['good'],
  );
  const told = (match: (attributes: (typeof questions)[number]['attributes']) => boolean): string[] =>
    checkAccount(
      questions,
      questions.map(({ attributes, wanted }) => (match(attributes) ? !wanted : wanted)),
    ).map(({ detail }) => detail);
  assert.equal(
    told(({ resource, subresource }) => resource === 'incidents' && subresource === 'status'),
    ['The operator may not patch incidents.meldpunt.dev/status in all namespaces.'],
  );
  assert.equal(
    told(({ resource, name, verb }) => resource === 'leases' && name !== undefined && verb === 'update'),
    ['The operator may not update leases.coordination.k8s.io meldpunt-operator in security.'],
  );
  assert.equal(
    told(({ resource, verb }) => resource === 'secrets' && verb === 'list'),
    ['The operator may list secrets in security, and must not.'],
  );
});

test('an answer that did not come is no permission', () => {
  assert.is(
    checkAccount(questions, []).filter(({ kind }) => kind === 'broken').length,
    questions.filter(({ wanted }) => wanted).length + 8,
  );
});

test.run();
