import { describe, expect, test } from 'vitest';
import { judgeKept, judgeUpdated, type ObservedWrite } from '../../specs/oracles/update-rules.ts';
import { outcomeOf } from './observe-write.ts';

const metadata = (version: string, managers: readonly object[] = []) => ({
  name: 'j',
  uid: 'u',
  resourceVersion: version,
  managedFields: managers,
});
const object = (version: string, spec: object, status: object = {}, managers: readonly object[] = []) => ({
  metadata: metadata(version, managers),
  spec,
  status,
});
const ours = { manager: 'kube-covenant', operation: 'Update' };
const theirs = { manager: 'controller', operation: 'Update', subresource: 'status' };

const updated: ObservedWrite = {
  field: 'spec.size',
  before: object('1', { size: 1 }),
  wanted: object('1', { size: 2 }),
  status: 200,
  answer: object('2', { size: 2 }),
  after: object('2', { size: 2 }),
};

test('a write that does what it says passes, one that does something else is a violation', () => {
  expect(outcomeOf(judgeUpdated, updated).kind).toBe('pass');
  const other = object('2', { size: 2, colour: 'red' });
  expect(outcomeOf(judgeUpdated, { ...updated, answer: other, after: other }).kind).toBe('violation');
});

describe('what another client wrote to the status is nobody’s fault', () => {
  test('where it is among the owners', () => {
    const after = object('3', { size: 2 }, { active: 1 }, [ours, theirs]);
    expect(outcomeOf(judgeUpdated, { ...updated, after }).kind).toBe('pass');
  });

  test('where it only took something away, which no owner shows: the versions do', () => {
    const wanted = object('1', { size: 2 }, { active: 1 });
    const [answer, after] = [object('2', { size: 2 }, { active: 1 }), object('3', { size: 2 }, {})];
    expect(outcomeOf(judgeUpdated, { ...updated, wanted, answer, after }).kind).toBe('pass');
    // The same at one version: nobody came in between.
    expect(
      outcomeOf(judgeUpdated, { ...updated, wanted, answer, after: { ...after, metadata: metadata('2') } }).kind,
    ).toBe('violation');
  });

  test('where the write was about the owners themselves', () => {
    const field = 'metadata.managedFields[*].manager';
    const after = object('2', { size: 1 }, { conditions: ['Suspended'] });
    expect(outcomeOf(judgeKept, { ...updated, field, wanted: updated.before, answer: after, after }).kind).toBe('pass');
    const spec = object('2', { size: 7 });
    expect(outcomeOf(judgeKept, { ...updated, field, answer: spec, after: spec }).kind).toBe('violation');
  });
});

test('what somebody else wrote to the rest makes the case undecided', () => {
  const after = object('3', { size: 9 }, {}, [{ manager: 'somebody', operation: 'Update' }]);
  expect(outcomeOf(judgeUpdated, { ...updated, after }).kind).toBe('inconclusive');
  // A difference beside the status is not explained by another version alone.
  expect(outcomeOf(judgeUpdated, { ...updated, after: object('3', { size: 9 }) }).kind).toBe('violation');
});
