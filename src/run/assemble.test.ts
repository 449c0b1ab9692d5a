import { describe, expect, test } from 'vitest';
import { coverageOf } from '../coverage/coverage.ts';
import type { Outcome } from '../outcome.ts';
import type { CaseRecord } from '../record.ts';
import { assembleRecord } from './assemble.ts';
import type { Finished } from './reporter.ts';
import { ids, smallRegistry, smallSetup } from './small-run.test-data.ts';

const registry = smallRegistry();
const coverage = coverageOf(registry, []);

function result(requirement: string, name: string, outcome: Outcome = { kind: 'pass' }): CaseRecord {
  return { requirement, name, profile: 'things', outcome, durationMs: 1, exchanges: 2, replay: 'again' };
}

function assemble(finished: Partial<Finished>, setup = smallSetup()) {
  const whole = { setup, cases: [], answers: [], unrun: [], errors: [], ...finished };
  const now = new Date('2026-01-01T00:00:12.500Z');
  return assembleRecord(registry, setup, whole, { now, left: [], version: '1.2.3', coverage });
}

const allPassed = ids.map((id) => result(id, 'a'));

test('a finished run is recorded with its settings, its target and the exchanges that it took', () => {
  const record = assemble({ cases: allPassed });
  expect(record).toMatchObject({
    recordVersion: 1,
    suite: { name: 'kube-covenant', version: '1.2.3' },
    run: { id: 'r1', durationMs: 12_500, seed: 7, effort: 'quick', concurrency: 4, profiles: ['things'], filter: [] },
    target: { server: 'https://cluster', kind: 'external', version: 'v1.36.0', schemas: 'published' },
    verdict: { kind: 'conformant', exitCode: 0 },
    counts: { pass: 3, error: 0 },
    left: [],
  });
  expect(record.run.exchanges).toBe(5 + 3 * 2);
  expect(record.run.interrupted).toBeUndefined();
  expect(JSON.stringify(record)).not.toContain('s3cr3t');
});

test('cases stand in the order in which their requirements are declared, within one by name', () => {
  const cases = [result('m.third', 'a'), result('z.first', 'b'), result('a.second', 'a'), result('z.first', 'a')];
  const names = assemble({ cases }).cases.map(({ requirement, name }) => `${requirement} ${name}`);
  expect(names).toEqual(['z.first a', 'z.first b', 'a.second a', 'm.third a']);
});

test('only the chapters and requirements that the run was about are in it', () => {
  const record = assemble({ cases: [result('m.third', 'a')] }, smallSetup({ filter: ['m.*'] }));
  expect(record.chapters).toEqual([{ name: 'two', title: 'Two' }]);
  expect(record.requirements.map(({ id }) => id)).toEqual(['m.third']);
});

describe('an interrupted run', () => {
  const record = assemble({
    cases: [result('z.first', 'a')],
    unrun: ['m.third'],
    interrupted: 'SIGINT',
  });

  test('has what it did not come to as inconclusive, with the signal', () => {
    expect(record.cases).toMatchObject([
      { requirement: 'z.first', outcome: { kind: 'pass' } },
      {
        requirement: 'm.third',
        name: '(the whole requirement)',
        outcome: { kind: 'inconclusive', reason: 'the run was interrupted (SIGINT)' },
        exchanges: 0,
      },
    ]);
    expect(record.run.interrupted).toBe('SIGINT');
  });

  test('ends in exit 3', () => {
    expect(record.verdict).toMatchObject({ kind: 'inconclusive', exitCode: 3 });
  });

  test('ends in exit 3 even where every case had passed already', () => {
    expect(assemble({ cases: allPassed, interrupted: 'SIGTERM' }).verdict.exitCode).toBe(3);
  });
});

describe('a suite that failed', () => {
  test('outside any case has each failure as an error, and ends in exit 4', () => {
    const record = assemble({ cases: allPassed, errors: ['cannot find module x', 'y is undefined'] });
    const errors = record.cases.filter(({ outcome }) => outcome.kind === 'error');
    expect(errors.map(({ outcome }) => ('reason' in outcome ? outcome.reason : ''))).toEqual([
      'cannot find module x',
      'y is undefined',
    ]);
    expect(record.verdict).toMatchObject({ kind: 'error', exitCode: 4 });
  });

  test('with checks that ended without a result, though nobody interrupted them, ends in exit 4', () => {
    const record = assemble({ cases: allPassed, unrun: ['a.second'] });
    expect(record.cases.find(({ name }) => name === '(the whole requirement)')?.outcome).toEqual({
      kind: 'error',
      reason: 'the checks ended without a result',
    });
    expect(record.verdict.exitCode).toBe(4);
  });
});

test('a target that could not be reached is recorded with the reason, and without version and schemas', () => {
  const target = { reachable: false, reason: 'connection refused' } as const;
  const cases = ids.map((id) => result(id, '(the whole requirement)', { kind: 'inconclusive', reason: 'refused' }));
  const record = assemble({ cases }, smallSetup({}, { target }));
  expect(record.target).toEqual({
    server: 'https://cluster',
    kind: 'external',
    schemas: 'none',
    unreachable: 'connection refused',
  });
  expect(record.verdict.exitCode).toBe(3);
});

test('a run that came to nothing is never conformant', () => {
  expect(assemble({}).verdict.exitCode).toBe(3);
});

describe('a requirement that is only planned', () => {
  const known = smallRegistry('[]', ['z.first']);
  const record = (finished: Partial<Finished>, filter: readonly string[] = []) => {
    const setup = smallSetup({ filter });
    const now = new Date('2026-01-01T00:00:12.500Z');
    const end = { now, left: [], version: '1.2.3', coverage: coverageOf(known, []) };
    return assembleRecord(known, setup, { setup, cases: [], answers: [], unrun: [], errors: [], ...finished }, end);
  };

  test('is recorded as planned, without a case, and counted in the verdict alone', () => {
    const made = record({ cases: [result('a.second', 'a')] });
    expect(made.requirements.map(({ id, planned }) => [id, planned])).toContainEqual(['z.first', true]);
    expect(made.cases.map(({ requirement }) => requirement)).toEqual(['a.second']);
    expect(made.verdict).toMatchObject({ kind: 'conformant', exitCode: 0 });
    expect(made.verdict.reason).toContain('1 requirement not checked yet');
  });

  test('is not what a fault of the suite is filed under, though it is declared first', () => {
    const made = record({ cases: [result('a.second', 'a')], errors: ['cannot find module x'] });
    expect(made.cases.map(({ requirement }) => requirement)).toEqual(['a.second', 'a.second']);
  });

  test('alone makes no verdict', () => {
    expect(record({}, ['z.*']).verdict).toEqual({
      kind: 'inconclusive',
      exitCode: 3,
      reason: 'nothing was checked; 1 requirement not checked yet',
    });
  });
});

test('the coverage names the requirements that the run was about, and those alone', () => {
  const key = 'thing-update#patchThing';
  const checkers = (filter: readonly string[]) =>
    assemble({}, smallSetup({ filter })).coverage.find(({ promise }) => promise === key)?.checkedBy;
  expect(checkers([])).toEqual(ids);
  expect(checkers(['m.*'])).toEqual(['m.third']);
});
