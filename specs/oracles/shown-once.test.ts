import { describe, expect, test } from 'vitest';
import { type AnsweredWrite, type ShownEvent, wrongInShown } from './shown-once.ts';

const event = (type: string, version: string): ShownEvent => ({
  type,
  object: { metadata: { resourceVersion: version } },
});
const [added, changed, deleted] = [event('ADDED', '1'), event('MODIFIED', '2'), event('DELETED', '3')];
const created: AnsweredWrite = { kind: 'created', version: '1' };
const updated: AnsweredWrite = { kind: 'updated', version: '2' };
const gone: AnsweredWrite = { kind: 'deleted', version: undefined };
const writes = [created, updated, gone];

describe.each([
  ['each write once', writes, [added, changed, deleted]],
  ['what others wrote in between', writes, [added, changed, event('MODIFIED', '2b'), deleted]],
  ['an answer without a version', [created, { kind: 'updated', version: undefined }, gone], [added, deleted]],
  [
    'a write that changed nothing, with the version that was there',
    [created, { kind: 'updated', version: '1' }, gone],
    [added, deleted],
  ],
  ['a change that takes the last finalizer off', writes, [added, event('DELETED', '2')]],
] satisfies [string, AnsweredWrite[], ShownEvent[]][])('%s', (_name, made, events) => {
  test('is right', () => {
    expect(wrongInShown(made, events)).toBeUndefined();
  });
});

describe.each([
  ['no creation', [changed, deleted], 'does not show the creation'],
  ['nothing', [], 'does not show the creation'],
  ['no change', [added, deleted], 'does not show the change to version 2'],
  ['no deletion', [added, changed], 'does not show the deletion'],
  ['two creations', [added, event('ADDED', '2'), deleted], '2 events of type ADDED'],
  ['two deletions', [added, changed, deleted, event('DELETED', '4')], '2 events of type DELETED'],
  ['a change twice', [added, changed, changed, deleted], 'MODIFIED at version 2 twice'],
  ['a change before the creation', [changed, added, deleted], 'MODIFIED before the creation'],
  ['a change after the deletion', [added, deleted, changed], 'MODIFIED after the deletion'],
  ['another version of the creation', [event('ADDED', '0'), changed, deleted], 'the creation to version 1'],
  [
    'the creation as a change',
    [event('ADDED', '0'), event('MODIFIED', '1'), changed, deleted],
    'the creation as MODIFIED',
  ],
] satisfies [string, ShownEvent[], string][])('%s', (_name, events, wrong) => {
  test('is told', () => {
    expect(wrongInShown(writes, events)).toContain(wrong);
  });
});
