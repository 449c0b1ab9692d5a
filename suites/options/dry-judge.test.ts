import { describe, expect, test } from 'vitest';
import { judgeDryRun, type SeenDryRun } from './dry-judge.ts';

const object = { kind: 'Thing', metadata: { name: 'a', uid: 'u', resourceVersion: '1' }, spec: { size: 1 } };
const wanted = { ...object, spec: { size: 2 } };
const stored = { ...wanted, metadata: { ...object.metadata, resourceVersion: '2' } };
const events = [
  { type: 'ADDED', object },
  { type: 'MODIFIED', object: stored },
  { type: 'DELETED', object: { ...stored, metadata: { ...stored.metadata, resourceVersion: '3' } } },
];
const writes = [
  { kind: 'created', version: '1' },
  { kind: 'updated', version: '2' },
] as const;
const seen: SeenDryRun = {
  before: object,
  tries: [{ asked: 'dryRun=All', answer: { status: 200, body: wanted }, now: object }],
  real: { status: 200, body: stored },
  shown: { writes, events },
};
const tried = (change: Partial<SeenDryRun['tries'][number]>) => [
  { ...(seen.tries[0] as SeenDryRun['tries'][number]), ...change },
];
const refusal = { status: 422, body: { kind: 'Status', message: 'no' } };

test('a dry run that is answered as the real one, stored and shown to nobody, is right', () => {
  expect(judgeDryRun(seen)).toEqual({ kind: 'pass' });
  expect(judgeDryRun({ ...seen, before: undefined, tries: tried({ now: undefined }) })).toEqual({ kind: 'pass' });
});

describe.each<[string, Partial<SeenDryRun>, RegExp]>([
  ['changes the object', { tries: tried({ now: wanted }) }, /a dry run changes the object/],
  ['gives it another version', { tries: tried({ now: stored }) }, /a dry run changes the object/],
  ['deletes it', { tries: tried({ now: undefined }) }, /a dry run deletes the object/],
  ['makes it', { before: undefined, tries: tried({ now: object }) }, /a dry run makes the object/],
  ['is refused', { tries: tried({ answer: refusal }) }, /not answered as the request itself/],
  [
    'answers with another object',
    { tries: tried({ answer: { status: 200, body: object } }) },
    /not answered as the request/,
  ],
  ['is taken where the request itself is not', { real: refusal }, /not answered as the request itself/],
  ['is shown to a watch', { shown: { writes: writes.slice(0, 1), events } }, /the watch shows a dry run/],
  [
    'is taken for the second of its spellings alone',
    { tries: [...seen.tries, ...tried({ now: stored })] },
    /changes the object/,
  ],
])('a dry run that %s', (_what, change, reason) => {
  test('is a violation', () => {
    const outcome = judgeDryRun({ ...seen, ...change });
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toMatch(reason);
  });
});

test.each<[string, Partial<SeenDryRun>]>([
  ['the server fails', { tries: tried({ answer: { status: 503, body: {} } }) }],
  ['the request itself fails', { real: { status: 500, body: {} } }],
  ['both are refused', { tries: tried({ answer: refusal }), real: refusal }],
])('nothing is said where %s', (_what, change) => {
  expect(judgeDryRun({ ...seen, ...change }).kind).toBe('inconclusive');
});

test('what another client wrote to the status is not laid at its door', () => {
  const managedFields = [{ manager: 'kubelet', operation: 'Update', subresource: 'status' }];
  const now = {
    ...object,
    metadata: { ...object.metadata, resourceVersion: '7', managedFields },
    status: { phase: 'x' },
  };
  expect(judgeDryRun({ ...seen, tries: tried({ now }) })).toEqual({ kind: 'pass' });
});
