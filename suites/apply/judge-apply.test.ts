import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../specs/json.ts';
import { patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import { podSchemas } from '../../specs/oracles/patch-answer-schemas.test-data.ts';
import { judgeApply, type ObservedApply, outcomeOfApply } from './judge-apply.ts';

const kind = { apiVersion: 'v1', kind: 'Pod' };
const target = { schemas: podSchemas, kind, ignored: ['status'] };

const entry = (manager: string, operation: string, ...names: string[]): JsonObject => ({
  manager,
  operation,
  apiVersion: 'v1',
  time: '2026-01-01T00:00:00Z',
  fieldsV1: { 'f:metadata': { 'f:labels': Object.fromEntries(names.map((name) => [`f:${name}`, {}])) } },
});
const pod = (labels: JsonObject, managedFields: readonly JsonObject[], resourceVersion = '1'): JsonObject => ({
  ...kind,
  metadata: { name: 'p', resourceVersion, labels, managedFields },
});

const [mine, theirs] = ['kube-covenant-a', 'kube-covenant-b'];

/** An application of labels by the first manager. */
function seen(
  labels: JsonObject,
  before: JsonObject,
  after: JsonObject,
  more: Partial<ObservedApply> = {},
): ObservedApply {
  const body = JSON.stringify({ ...kind, metadata: { name: 'p', labels } });
  const request = { contentType: patchTypes.apply, body, fieldManager: mine };
  return { request, before, status: 200, answer: after, after, isFirst: false, ...more };
}

const before = pod({ x: '1', y: '1' }, [entry(theirs, 'Apply', 'x', 'y')]);

describe('an apply patch that succeeds', () => {
  const owned = [entry(theirs, 'Apply', 'x', 'y'), entry(mine, 'Apply', 'x')];
  const after = pod({ x: '1', y: '1' }, owned, '2');

  test('leaves the owners that the model has', () => {
    expect(judgeApply(seen({ x: '1' }, before, after), target)).toEqual({ kept: true });
    for (const managedFields of [[], [entry(theirs, 'Apply', 'x', 'y')], [...owned, entry(mine, 'Update', 'x')]]) {
      const wrong = pod({ x: '1', y: '1' }, managedFields, '2');
      expect(judgeApply(seen({ x: '1' }, before, wrong), target)).toMatchObject({
        kept: false,
        reason: expect.stringContaining('managedFields'),
      });
    }
  });

  test('leaves the version as it is where nothing changes, but for the first write', () => {
    const again = pod({ x: '1', y: '1' }, owned, '3');
    expect(judgeApply(seen({ x: '1' }, after, after), target)).toEqual({ kept: true });
    expect(judgeApply(seen({ x: '1' }, after, again), target)).toMatchObject({
      kept: false,
      reason: expect.stringContaining('another version'),
    });
    expect(judgeApply(seen({ x: '1' }, after, again, { isFirst: true }), target)).toEqual({ kept: true });
    const timeless = pod(
      { x: '1', y: '1' },
      owned.map(({ time, ...rest }) => rest),
      '1',
    );
    expect(judgeApply(seen({ x: '1' }, timeless, again), target)).toEqual({ kept: true });
    const busy = pod({ x: '1', y: '1' }, [...owned, { ...entry('controller', 'Update'), subresource: 'status' }], '3');
    expect(judgeApply(seen({ x: '1' }, after, busy), target)).toEqual({ kept: true });
  });

  test('is judged though another client wrote meanwhile where our own name is missing in the answer', () => {
    const foreign = entry('server', 'Apply', 'x');
    const renamed = pod({ x: '1', y: '1' }, [entry(theirs, 'Apply', 'x', 'y'), foreign], '2');
    expect(outcomeOfApply(seen({ x: '1' }, before, renamed), target).kind).toBe('violation');
    const answer = pod({ x: '1', y: '1' }, [...owned, foreign], '2');
    const later = pod({ x: '9', y: '1' }, [...owned, foreign], '3');
    expect(outcomeOfApply(seen({ x: '1' }, before, later, { answer }), target).kind).toBe('inconclusive');
  });
});

describe('a conflict', () => {
  const cause = (name: string, manager = theirs, reason = 'FieldManagerConflict') => ({
    reason,
    message: `conflict with "${manager}" using v1`,
    field: `.metadata.labels.${name}`,
  });
  const refused = (...causes: JsonObject[]) =>
    judgeApply(seen({ x: '2', y: '2' }, before, before, { status: 409, answer: { details: { causes } } }), target).kept;

  test('names the fields and their managers, in any order, and no others', () => {
    expect(refused(cause('x'), cause('y'))).toBe(true);
    expect(refused(cause('y'), cause('x'))).toBe(true);
    for (const wrong of [[], [cause('x'), cause('x')], [cause('x'), cause('y'), cause('z')]])
      expect(refused(...wrong)).toBe(false);
    expect(refused(cause('x'), cause('y', mine))).toBe(false);
    expect(refused(cause('x'), cause('y', theirs, 'FieldValueInvalid'))).toBe(false);
  });
});
