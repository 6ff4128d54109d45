// How Argo CD and Flux judge the health of records, by the very scripts and expressions of the samples.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Environment } from '@marcbachmann/cel-js';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';

interface Health {
  readonly status: string;
  readonly message: string;
}

interface LuaState {
  readonly opaque: unique symbol;
}

/** What these tests use of the Lua engine, which has no types of its own. */
interface Fengari {
  readonly to_luastring: (text: string) => Uint8Array;
  readonly to_jsstring: (text: Uint8Array) => string;
  readonly lua: {
    readonly lua_createtable: (state: LuaState, items: number, fields: number) => void;
    readonly lua_pushstring: (state: LuaState, text: Uint8Array) => void;
    readonly lua_pushnumber: (state: LuaState, value: number) => void;
    readonly lua_pushboolean: (state: LuaState, value: boolean) => void;
    readonly lua_pushnil: (state: LuaState) => void;
    readonly lua_settable: (state: LuaState, index: number) => void;
    readonly lua_setglobal: (state: LuaState, name: Uint8Array) => void;
    readonly lua_pcall: (state: LuaState, given: number, returned: number, handler: number) => number;
    readonly lua_getfield: (state: LuaState, index: number, name: Uint8Array) => number;
    readonly lua_tostring: (state: LuaState, index: number) => Uint8Array | null;
    readonly lua_settop: (state: LuaState, index: number) => void;
  };
  readonly lauxlib: {
    readonly luaL_newstate: () => LuaState;
    readonly luaL_requiref: (state: LuaState, name: Uint8Array, open: unknown, global: number) => void;
    readonly luaL_loadstring: (state: LuaState, text: Uint8Array) => number;
  };
  readonly lualib: { readonly luaopen_base: unknown };
}

const { lua, lauxlib, lualib, to_luastring, to_jsstring } = createRequire(import.meta.url)('fengari') as Fengari;

const push = (state: LuaState, value: unknown): void => {
  if (typeof value === 'string') lua.lua_pushstring(state, to_luastring(value));
  else if (typeof value === 'number') lua.lua_pushnumber(state, value);
  else if (typeof value === 'boolean') lua.lua_pushboolean(state, value);
  else if (typeof value !== 'object' || value === null) lua.lua_pushnil(state);
  else {
    const members: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
      ? value.map((item, i) => [i + 1, item] as const)
      : Object.entries(value);
    lua.lua_createtable(state, 0, members.length);
    for (const [key, member] of members) {
      push(state, key);
      push(state, member);
      lua.lua_settable(state, -3);
    }
  }
};

/** Runs a health script as Argo CD does: the object in `obj`, of the libraries only the basic one. */
const judge = (script: string, object: object): Health => {
  const state = lauxlib.luaL_newstate();
  lauxlib.luaL_requiref(state, to_luastring('_G'), lualib.luaopen_base, 1);
  push(state, object);
  lua.lua_setglobal(state, to_luastring('obj'));
  const failed = lauxlib.luaL_loadstring(state, to_luastring(script)) !== 0 || lua.lua_pcall(state, 0, 1, 0) !== 0;
  const text = (index: number): string => to_jsstring(lua.lua_tostring(state, index) ?? new Uint8Array());
  if (failed) throw new Error(text(-1));
  lua.lua_getfield(state, -1, to_luastring('status'));
  const status = text(-1);
  lua.lua_settop(state, -2);
  lua.lua_getfield(state, -1, to_luastring('message'));
  return { status, message: text(-1) };
};

const sample = (file: string): unknown => load(readFileSync(new URL(`../../samples/gitops/${file}`, import.meta.url), 'utf8'));

const { data: scripts } = sample('argocd/base/health.yaml') as { readonly data: Readonly<Record<string, string>> };
const script = scripts['resource.customizations.health.meldpunt.dev_Incident'] ?? '';

interface Check {
  readonly kind: string;
  readonly current: string;
  readonly failed: string;
  readonly inProgress: string;
}

const { spec } = sample('flux/base/organisation.yaml') as { readonly spec: { readonly healthCheckExprs: readonly Check[] } };
const [check] = spec.healthCheckExprs;

const environment = new Environment({ enableOptionalTypes: true }).registerVariable('status', 'map').registerVariable('metadata', 'map');

/** Judges as Flux does: in progress before failed before current; without an answer it goes on waiting. */
const fluxJudges = ({ status = {}, metadata }: { readonly status?: object; readonly metadata: object }): string => {
  const holds = (expression: string | undefined): boolean => environment.evaluate(expression ?? 'false', { status, metadata }) === true;
  if (holds(check?.inProgress)) return 'InProgress';
  if (holds(check?.failed)) return 'Failed';
  return holds(check?.current) ? 'Current' : 'InProgress';
};

const recordKinds = Object.keys(kinds)
  .filter((kind) => kind !== 'TimelineArchive')
  .toSorted();

test('every kind that people and pipelines write has its health, and each the same', () => {
  const scripted = Object.keys(scripts).map((key) => key.replace('resource.customizations.health.meldpunt.dev_', ''));
  assert.equal(scripted.toSorted(), recordKinds);
  assert.is(new Set(Object.values(scripts)).size, 1);
  assert.equal(spec.healthCheckExprs.map(({ kind }) => kind).toSorted(), recordKinds);
  assert.is(new Set(spec.healthCheckExprs.map(({ kind: _, ...rest }) => JSON.stringify(rest))).size, 1);
});

const condition = (type: string, status: string, message = `${type} is ${status}.`) => ({ type, status, reason: 'X', message });
const metadata = { name: 'lost-laptop', generation: 4 };
const seen = (...conditions: readonly object[]) => ({ metadata, status: { observedGeneration: 4, phase: 'Containing', conditions } });

interface Case {
  readonly what: string;
  readonly object: { readonly metadata: object; readonly status?: object };
  readonly argo: Health;
  /** Absent where Flux does not ask its expressions. */
  readonly flux?: string;
}

const waiting = 'Waiting for the operator.';

const cases: readonly Case[] = [
  { what: 'new', object: { metadata }, argo: { status: 'Progressing', message: waiting }, flux: 'InProgress' },
  {
    what: 'with a phase and nothing else',
    object: { metadata, status: { phase: 'Reported' } },
    argo: { status: 'Progressing', message: waiting },
    flux: 'InProgress',
  },
  {
    what: 'changed since the operator looked',
    object: { metadata, status: { observedGeneration: 3, conditions: [condition('Ready', 'True')] } },
    argo: { status: 'Progressing', message: 'The operator has not taken in the last change yet.' },
    flux: 'InProgress',
  },
  {
    what: 'taken in, and the incident open',
    object: seen(condition('Ready', 'True', 'Phase Containing.')),
    argo: { status: 'Healthy', message: 'Phase Containing.' },
    flux: 'Current',
  },
  {
    what: 'not ready',
    object: seen(condition('Ready', 'False')),
    argo: { status: 'Progressing', message: 'Ready is False.' },
    flux: 'InProgress',
  },
  {
    what: 'nobody knows',
    object: seen(condition('Ready', 'Unknown')),
    argo: { status: 'Progressing', message: 'Ready is Unknown.' },
    flux: 'InProgress',
  },
  {
    what: 'still being worked on',
    object: seen(condition('Ready', 'True'), condition('Reconciling', 'True')),
    argo: { status: 'Progressing', message: 'Reconciling is True.' },
    flux: 'InProgress',
  },
  {
    what: 'stalled',
    object: seen(condition('Stalled', 'True', 'The policy has no scale.'), condition('Ready', 'False')),
    argo: { status: 'Degraded', message: 'The policy has no scale.' },
    flux: 'Failed',
  },
  {
    what: 'no longer stalled',
    object: seen(condition('Stalled', 'False'), condition('Ready', 'True')),
    argo: { status: 'Healthy', message: 'Ready is True.' },
    flux: 'Current',
  },
  {
    what: 'being deleted',
    object: { ...seen(condition('Ready', 'True')), metadata: { ...metadata, deletionTimestamp: '2026-10-23T09:12:00Z' } },
    argo: { status: 'Progressing', message: 'Being deleted.' },
  },
  { what: 'without any condition', object: seen(), argo: { status: 'Progressing', message: waiting }, flux: 'InProgress' },
];

for (const { what, object, argo, flux } of cases) {
  test(`a record that is ${what} is ${argo.status} to Argo CD${flux === undefined ? '' : ` and ${flux} to Flux`}`, () => {
    assert.equal(judge(script, object), argo);
    if (flux !== undefined) assert.is(fluxJudges(object), flux);
  });
}

test('a script that fails is an error, and not a health', () => {
  assert.throws(() => judge('return nothing.at.all', {}), /attempt to index/);
});

test.run();
