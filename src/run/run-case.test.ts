import { describe, expect, test } from 'vitest';
import type { Client } from '../client/client.ts';
import { dispute } from '../contract/small-specs.test-data.ts';
import { InconclusiveError } from '../errors.ts';
import type { Exchange } from '../evidence.ts';
import { type Outcome, pass, violation } from '../outcome.ts';
import type { RegisteredRequirement } from '../registry.ts';
import { type Case, defineCase, type World } from '../requirement.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { runCase, unrunCase, watchedCase } from './run-case.ts';
import { smallRegistry, smallSetup } from './small-run.test-data.ts';

const registry = smallRegistry(dispute.replace('update.thing.size', 'z.first'));
const [requirement] = registry.requirements as [RegisteredRequirement];

const exchange: Exchange = {
  method: 'GET',
  path: '/x',
  requestHeaders: {},
  status: 200,
  responseHeaders: {},
  responseBody: 'ok',
  at: 1,
  durationMs: 1.23456,
};

/** A client that makes one exchange at each `send`. */
const client: Client = {
  send: () => Promise.reject(new Error('send is for observed clients')),
  observed: (listen) => ({
    ...client,
    async send({ path, body }) {
      const made = { ...exchange, path, ...(typeof body === 'string' && { requestBody: body, responseBody: body }) };
      listen(made);
      return { status: 200, headers: {}, body: undefined, exchange: made };
    },
  }),
  watch: () => {
    throw new Error('nothing is watched here');
  },
  now: () => 0,
  count: () => 0,
  close: () => {},
};

function check(run: Case['run'], change: Partial<Case> = {}): Case {
  return { name: 'a case', run, ...change };
}

function runIt(one: Case, settings = {}, more = {}) {
  const context = { setup: smallSetup(settings), client, disputes: registry.library.disputes, ...more };
  return runCase(context, requirement, one, {} as Sandbox);
}

const broken = violation({
  reason: 'r',
  expected: 'e',
  actual: 'a',
  observed: { effect: 'ignored', status: 200 },
});

const sendThen = (outcome: Outcome, times = 1) =>
  check(async (world) => {
    for (let i = 0; i < times; i++) await world.client.send({ method: 'GET', path: `/${i}` });
    return outcome;
  });

describe('a case', () => {
  test('that passes keeps no evidence, and counts its exchanges', async () => {
    const record = await runIt(sendThen(pass, 3));
    expect(record).toMatchObject({ requirement: 'z.first', name: 'a case', outcome: pass, exchanges: 3 });
    expect(record.evidence).toBeUndefined();
  });

  test('that finds a violation keeps its exchanges', async () => {
    const record = await runIt(sendThen(broken, 2));
    expect(record.outcome).toEqual(broken);
    expect(record.evidence?.map(({ path }) => path)).toEqual(['/0', '/1']);
  });

  test('that would delete a collection of others is kept from it', async () => {
    const empties = check(async (world) => {
      await world.client.send({ method: 'DELETE', path: '/api/v1/namespaces/theirs/pods' });
      return pass;
    });
    const context = { setup: smallSetup({}), client, disputes: registry.library.disputes };
    const ours = { owns: (namespace: string) => namespace === 'ours' } as unknown as Sandbox;
    const record = await runCase(context, requirement, empties, ours);
    expect(record.outcome).toMatchObject({ kind: 'unsupported', reason: expect.stringContaining('is never sent') });
    expect(record.exchanges).toBe(0);
  });

  test('of very many exchanges keeps the last ones, and bodies of a size that can be read', async () => {
    const many = await runIt(sendThen(broken, 100));
    expect(many.exchanges).toBe(100);
    expect(many.evidence?.length).toBe(12);
    expect(many.evidence?.at(-1)?.path).toBe('/99');
    const large = check(async (world) => {
      await world.client.send({ method: 'PUT', path: '/x', body: 'x'.repeat(50_000) });
      return broken;
    });
    const [kept] = (await runIt(large)).evidence ?? [];
    expect(kept?.requestBody).toMatch(/x\n… 30000 characters cut$/);
    expect(kept?.responseBody).toMatch(/x\n… 30000 characters cut$/);
  });

  test('is told the effort of the run, and a seed that its name and the seed of the run decide', async () => {
    const told: Record<string, readonly [number, string]> = {};
    const named = (name: string) => ({
      name,
      run: async ({ seed, effort }: World) => {
        told[name] = [seed, effort];
        return pass;
      },
    });
    await runIt(named('a'));
    await runIt(named('b'));
    const first = { ...told };
    await runIt(named('a'));
    expect(told).toEqual(first);
    expect(told['a']?.[1]).toBe('quick');
    expect(told['a']?.[0]).not.toBe(told['b']?.[0]);
    expect(Number.isInteger(told['a']?.[0]) && Number(told['a']?.[0]) >= 0).toBe(true);
  });

  test('judges just what it gathered', async () => {
    const one = defineCase<number>({
      name: 'counts',
      cell: { kind: 'Thing', field: 'f', way: 'put' },
      gather: async ({ effort }) => effort.length * 2,
      judge: (observation) => ({ kind: 'inconclusive', reason: String(observation) }),
    });
    expect(await runIt(one)).toMatchObject({
      cell: { kind: 'Thing', field: 'f', way: 'put' },
      outcome: { kind: 'inconclusive', reason: '10' },
    });
  });
});

describe('whatever a check throws is its outcome', () => {
  const throwing = (thrown: unknown) =>
    check(async (world) => {
      await world.client.send({ method: 'GET', path: '/before' });
      throw thrown;
    });

  test('a hindrance is inconclusive, with its words and what was exchanged before', async () => {
    const record = await runIt(throwing(new InconclusiveError('the server went away')));
    expect(record.outcome).toEqual({ kind: 'inconclusive', reason: 'the server went away' });
    expect(record.evidence?.map(({ path }) => path)).toEqual(['/before']);
  });

  test('anything else is an error of the suite, with its place', async () => {
    const record = await runIt(throwing(new TypeError('x is undefined\nat all')));
    expect(record.outcome).toMatchObject({
      kind: 'error',
      reason: expect.stringMatching(/^x is undefined at all \(at src\/run\/run-case\.test\.ts:\d+:\d+\)$/),
    });
  });

  test('so is what is no Error at all', async () => {
    expect((await runIt(throwing('oops'))).outcome).toEqual({ kind: 'error', reason: 'oops' });
  });
});

test('a violation that is the known answer of a dispute is disputed, under strict documents it is not', async () => {
  const one = check(async () => broken, { name: 'spec.size/set/put' });
  expect((await runIt(one)).outcome).toMatchObject({ kind: 'disputed', dispute: 'size-is-dropped' });
  expect((await runIt(one, { strictDocuments: true })).outcome).toEqual(broken);
});

describe('the command line that runs a case again', () => {
  const replay = async (settings = {}, change = {}) => {
    const context = { setup: smallSetup(settings, change), client, disputes: [] };
    return (await runCase(context, requirement, sendThen(pass), {} as Sandbox)).replay;
  };

  test('names server, requirement, seed and effort, and no credentials', async () => {
    expect(await replay()).toBe(
      "kube-covenant run --server https://cluster --filter 'z.first' --seed 7 --effort quick",
    );
    expect(await replay()).not.toContain('s3cr3t');
  });

  test('says how much is written while watches are checked, where somebody said so', async () => {
    expect(await replay({ watch: { seconds: 60, writers: 2 } })).toContain('--watch-seconds 60 --watch-writers 2');
  });

  test('names no server where it is the embedded one, and says where documents are taken strictly', async () => {
    const line = await replay({ strictDocuments: true }, { targetKind: 'reference', server: 'http://127.0.0.1:1' });
    expect(line).toBe("kube-covenant run --filter 'z.first' --seed 7 --effort quick --strict-documents");
  });
});

test('a case is filed under the first of its profiles that the run is about', () => {
  const both = { ...requirement, facts: { ...requirement.facts, profiles: ['a', 'b'] } };
  const filed = (profiles: string[]) => unrunCase(smallSetup({ profiles }), both, { name: 'x' }, pass).profile;
  expect(filed(['b', 'a'])).toBe('a');
  expect(filed(['b'])).toBe('b');
});

describe('what a watcher found', () => {
  const record = (found: object, settings = {}, of: RegisteredRequirement = requirement) => {
    const context = { setup: smallSetup(settings), disputes: registry.library.disputes };
    return watchedCase(context, of, { name: 'a case', outcome: broken, ...found });
  };

  test('is recorded with its evidence, its bodies cut', () => {
    const long = { ...exchange, responseBody: 'x'.repeat(30_000) };
    const outcome = violation({ reason: 'r', expected: 'e', actual: 'a' });
    const { evidence, ...rest } = record({ outcome, evidence: [long] });
    expect(rest).toMatchObject({ requirement: 'z.first', name: 'a case', outcome, exchanges: 0 });
    expect(evidence?.[0]?.responseBody.length).toBeLessThan(21_000);
    expect(evidence?.[0]?.durationMs).toBe(1.235);
  });

  test('has no evidence where it passes', () => {
    expect(record({ outcome: pass, evidence: [exchange] })).not.toHaveProperty('evidence');
  });

  test('is settled as the outcome of a case is', () => {
    const known = record({ name: 'spec.size/put' }).outcome.kind;
    expect([known, record({ name: 'spec.size/put' }, { strictDocuments: true }).outcome.kind]).toEqual([
      'disputed',
      'violation',
    ]);
  });

  test('is seen again by the same run, not by the watcher alone', () => {
    const watching = { ...requirement, watch: () => ({ observe: () => {}, conclude: () => [] }) };
    expect(record({}, {}, watching).replay).not.toContain('--filter');
    expect(record({}, { filter: ['z.*', 'a.*'] }, watching).replay).toContain("--filter 'z.*' --filter 'a.*'");
    expect(record({}).replay).toContain("--filter 'z.first'");
  });
});

test('a case that is run again begins where it is told to', async () => {
  const seen: unknown[] = [];
  const look = check(async ({ path }) => {
    seen.push(path);
    return pass;
  });
  await runIt(look);
  await runIt(look, {}, { path: '3:1' });
  expect(seen).toEqual([undefined, '3:1']);
});

test('the answers of a case are counted for whoever asks, with how it came out', async () => {
  const counts: unknown[] = [];
  const answers = {
    count: () => {
      const seen: number[] = [];
      return { see: ({ status }: Exchange) => seen.push(status), counts: (outcome: string) => [{ outcome, seen }] };
    },
  };
  const countAnswers = (_requirement: unknown, got: unknown) => counts.push(got);
  await runIt(sendThen(broken, 2), {}, { answers, countAnswers });
  expect(counts).toEqual([[{ outcome: 'violation', seen: [200, 200] }]]);
});
