import { describe, expect, test } from 'vitest';
import { answer, going, refusal, thing } from './answers.test-data.ts';
import { type Held, judgeHeld, type Step } from './finalizers.ts';

const [one, two, three] = ['x.example/1', 'x.example/2', 'x.example/3'];
const holds = (...finalizers: string[]) => answer(200, going('a', { finalizers }));
const deleted = holds(one, two);
const gone = refusal(404, 'NotFound', 'a');
const label: Step = { what: 'a label', answer: deleted, found: deleted, owed: 'taken', left: [one, two] };
const added: Step = { ...label, what: 'a third', answer: refusal(422, 'Invalid'), owed: 'refused' };
const back: Step = { ...label, what: 'taking back', owed: 'kept' };
const less: Step = { ...label, what: 'one less', answer: holds(two), found: holds(two), left: [two] };
const last: Step = { ...label, what: 'no more', answer: answer(200, going('a')), found: gone, left: [] };
const judge = (...steps: Step[]) => judgeHeld({ deleted, steps });

describe('what finalizers hold is right', () => {
  test('from its deletion to its end', () => {
    expect(judge(label, added, back, less, last)).toEqual({ kind: 'pass' });
  });

  test('whether taking back its deletion is refused or has no effect', () => {
    expect(judge({ ...back, answer: refusal(422, 'Invalid') })).toEqual({ kind: 'pass' });
  });
});

describe('a violation is', () => {
  test.each<[string, Held | Step[], string]>([
    ['that it goes at once', { deleted: gone, steps: [] }, 'gone as soon as it is deleted'],
    ['that it takes no label', [{ ...label, answer: refusal(409, 'Conflict') }], 'a label is refused'],
    ['that a label makes it go', [{ ...label, found: gone }], 'makes it go, though finalizers hold it'],
    [
      'that it is held anew',
      [{ ...added, answer: holds(one, two, three), found: holds(one, two, three) }],
      'is taken: it is held anew',
    ],
    ['that it is held anew by a write that is refused', [{ ...added, found: holds(one, two, three) }], 'held anew'],
    ['that a new finalizer is answered with success', [{ ...added, answer: deleted }], 'a third: it is answered 200'],
    [
      'that the refusal is another',
      [{ ...added, answer: refusal(404, 'NotFound') }],
      'refused with 404, not 422 or 403',
    ],
    [
      'that the deletion is taken back',
      [{ ...back, found: answer(200, thing('a', { finalizers: [one, two] })) }],
      'changes when it ends',
    ],
    ['that one finalizer more goes', [{ ...less, found: answer(200, going('a')) }], 'takes off a finalizer'],
    ['that it cannot be let go of', [{ ...less, answer: refusal(422, 'Invalid'), found: deleted }], 'is refused'],
    ['that letting go has no effect', [{ ...less, answer: deleted, found: deleted }], 'has no effect'],
    ['that it stays at the end', [{ ...last, found: answer(200, going('a')) }], 'stays when its last finalizer'],
  ])('%s', (_what, steps, reason) => {
    const outcome = Array.isArray(steps) ? judge(...steps) : judgeHeld(steps);
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });
});

test.each<[string, Held]>([
  ['where its deletion does not show', { deleted: answer(200, thing('a')), steps: [] }],
  ['where a write fails', { deleted, steps: [{ ...label, answer: answer(500) }] }],
  ['where it cannot be read', { deleted, steps: [{ ...label, found: answer(503) }] }],
])('nothing is known %s', (_what, held) => {
  expect(judgeHeld(held).kind).toBe('inconclusive');
});
