import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import {
  finalizersAfter,
  gracesAfter,
  lawfulEnd,
  mayBeGone,
  mustBeGone,
  pendingEnd,
  showsObject,
  wrongOptions,
} from './deletion-rules.ts';

const pod = (spec: JsonObject = {}, metadata: JsonObject = {}, status: JsonObject = {}): JsonObject => ({
  kind: 'Pod',
  metadata: { name: 'p', ...metadata },
  spec: { terminationGracePeriodSeconds: 30, ...spec },
  status,
});
const scheduled = { nodeName: 'node' };
const ending = { deletionTimestamp: '2026-01-01T00:00:20Z', deletionGracePeriodSeconds: 20 };

describe('the finalizers after a deletion', () => {
  test.each([
    [[], { propagationPolicy: 'Orphan' }, [['orphan']]],
    [[], { orphanDependents: true }, [['orphan']]],
    [[], { propagationPolicy: 'Foreground' }, [['foregroundDeletion']]],
    [[], { propagationPolicy: 'Background' }, [[]]],
    [[], { orphanDependents: false }, [[]]],
    [[], {}, [[], ['orphan']]],
    [['a/x'], {}, [['a/x'], ['a/x', 'orphan']]],
    [['a/x'], { propagationPolicy: 'Foreground' }, [['a/x', 'foregroundDeletion']]],
    [['a/x', 'orphan'], {}, [['a/x', 'orphan']]],
    [['foregroundDeletion'], {}, [['foregroundDeletion']]],
    [['a/x', 'orphan'], { propagationPolicy: 'Background' }, [['a/x']]],
    [['a/x', 'orphan'], { orphanDependents: false }, [['a/x']]],
    [['orphan', 'a/x'], { propagationPolicy: 'Foreground' }, [['a/x', 'foregroundDeletion']]],
    [['foregroundDeletion'], { orphanDependents: true }, [['orphan']]],
  ])('of an object with %j that is asked for with %j are %j', (existing, asked, wanted) => {
    expect(finalizersAfter(existing, asked)).toEqual(wanted);
  });
});

describe('the time that is given', () => {
  test.each([
    ['a scheduled Pod, its own', pod(scheduled), undefined, [30]],
    ['a scheduled Pod, what is asked for', pod(scheduled), 5, [5]],
    ['a scheduled Pod, none', pod(scheduled), 0, [0]],
    ['a scheduled Pod, never a negative one', pod(scheduled), -5, [0, 1]],
    ['a Pod without a node, none or its own', pod(), undefined, [0, 30]],
    ['a Pod with an empty node, none or its own', pod({ nodeName: '' }), undefined, [0, 30]],
    ['a Pod without a node, none or what is asked for', pod(), 5, [0, 5]],
    ['a Pod without a node, none', pod(), 0, [0]],
    ['a Pod that has failed, none or its own', pod(scheduled, {}, { phase: 'Failed' }), undefined, [0, 30]],
    ['a Pod that has succeeded, none or its own', pod(scheduled, {}, { phase: 'Succeeded' }), undefined, [0, 30]],
    ['a Pod that runs, its own', pod(scheduled, {}, { phase: 'Running' }), undefined, [30]],
    ['an object of another kind, none', { kind: 'Job', metadata: {} }, undefined, [0]],
    ['an object of another kind, none or what is asked for', { kind: 'Job', metadata: {} }, 5, [0, 5]],
    ['what is ending, what it has', pod(scheduled, ending), undefined, [20]],
    ['what is ending, no more', pod(scheduled, ending), 60, [20]],
    ['what is ending, less', pod(scheduled, ending), 3, [3]],
    ['what is ending, no negative time', pod(scheduled, ending), -3, [1]],
    ['what is at its end, none', pod({}, { ...ending, deletionGracePeriodSeconds: 0 }), 60, [0]],
  ])('to %s', (_what, before, asked, wanted) => {
    expect(gracesAfter(before, asked === undefined ? {} : { gracePeriodSeconds: asked })).toEqual(wanted);
  });
});

describe('after a deletion', () => {
  test.each([
    ['must be gone', pod(), { gracePeriodSeconds: 0, propagationPolicy: 'Background' }, true, true],
    ['may be gone, for its kind may orphan', pod(), { gracePeriodSeconds: 0 }, false, true],
    ['may be gone, for it may be given time', pod(), { propagationPolicy: 'Background' }, false, true],
    ['may be gone, for the collector may be quick', pod(), { propagationPolicy: 'Foreground' }, false, true],
    [
      'stays',
      pod({}, { finalizers: ['a/x'] }),
      { gracePeriodSeconds: 0, propagationPolicy: 'Background' },
      false,
      false,
    ],
    ['stays', pod({}, { finalizers: ['a/x', 'orphan'] }), {}, false, false],
  ])('an object %s', (_what, before, asked, must, may) => {
    const end = lawfulEnd(before, asked);
    expect([mustBeGone(end), mayBeGone(end)]).toEqual([must, may]);
  });

  test('its end is told by its metadata, and by nothing else', () => {
    expect(pendingEnd(pod({}, ending))).toEqual({ at: Date.parse('2026-01-01T00:00:20Z'), grace: 20 });
    expect(pendingEnd(pod({}, { deletionTimestamp: '2026-01-01T00:00:20Z' }))?.grace).toBeUndefined();
    expect(pendingEnd(pod({}, { deletionGracePeriodSeconds: 20 }))).toBeUndefined();
    expect(pendingEnd(pod({}, { deletionTimestamp: null }))).toBeUndefined();
  });
});

describe('options', () => {
  test.each([
    [{ propagationPolicy: 'Nope' }, 'propagationPolicy', 422],
    [{ propagationPolicy: '' }, 'propagationPolicy', 422],
    [{ propagationPolicy: 'orphan' }, 'propagationPolicy', 422],
    [{ propagationPolicy: 'Orphan', orphanDependents: true }, 'propagationPolicy', 422],
    [{ propagationPolicy: 'Background', orphanDependents: false }, 'propagationPolicy', 422],
    [{ gracePeriodSeconds: 'abc' }, 'gracePeriodSeconds', 400],
    [{ gracePeriodSeconds: 1.5 }, 'gracePeriodSeconds', 400],
  ])('%j have to be refused for their %s, by kube-apiserver with %i', (asked, field, status) => {
    expect(wrongOptions(asked)?.field).toBe(field);
    expect(wrongOptions(asked)?.statuses[0]).toBe(status);
  });

  test.each([
    {},
    { propagationPolicy: 'Orphan' },
    { orphanDependents: false },
    { gracePeriodSeconds: 0, propagationPolicy: 'Background' },
    { gracePeriodSeconds: '-5' },
  ])('%j need not be', (asked) => {
    expect(wrongOptions(asked)).toBeUndefined();
  });
});

test('a Status is no object, and neither is a text', () => {
  expect([pod(), { kind: 'Status', metadata: {} }, 'gone', undefined, {}].map(showsObject)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
