import { describe, expect, test } from 'vitest';
import { answer, going, refusal, thing } from './answers.test-data.ts';
import { judgeRefusedDeletion, type SeenRefusedDeletion } from './refused-deletion.ts';

const seen: SeenRefusedDeletion = {
  before: thing('a'),
  answer: refusal(422, 'Invalid'),
  found: answer(200, thing('a')),
  control: answer(200),
  owed: { statuses: [422] },
};

test('a deletion that is refused and leaves the object as it was is right', () => {
  expect(judgeRefusedDeletion('it', seen)).toEqual({ kind: 'pass' });
});

test('what others wrote to the status meanwhile is not the deletion', () => {
  const found = answer(200, { ...thing('a'), status: { phase: 'x' } });
  expect(judgeRefusedDeletion('it', { ...seen, found })).toEqual({ kind: 'pass' });
});

test('a failure of the server that deletes nothing is an advisory', () => {
  expect(judgeRefusedDeletion('it', { ...seen, answer: answer(500) }).kind).toBe('advisory');
});

describe('a violation is a deletion', () => {
  test.each<[string, Partial<SeenRefusedDeletion>, string]>([
    ['that is accepted', { answer: answer(200), found: answer(404) }, 'it is accepted'],
    [
      'that is accepted, and marks the object',
      { answer: answer(200), found: answer(200, going('a')) },
      'it is accepted',
    ],
    ['that is refused, and yet deletes', { found: answer(404) }, 'it is refused, and yet deletes'],
    ['that fails, and yet deletes', { answer: answer(500), found: answer(404) }, 'it is refused, and yet deletes'],
    [
      'that fails, and yet marks the object',
      { answer: answer(500), found: answer(200, going('a')) },
      'and yet changes',
    ],
    ['that is refused with another status', { answer: refusal(403, 'Forbidden') }, 'with 403, not 422'],
  ])('%s', (_what, change, reason) => {
    const outcome = judgeRefusedDeletion('it', { ...seen, ...change });
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });
});

test.each<[string, Partial<SeenRefusedDeletion>]>([
  ['where the lawful deletion is refused as well', { control: refusal(403, 'Forbidden') }],
  ['where the object cannot be read', { found: answer(503) }],
  ['where the server is not there', { answer: answer(503) }],
])('nothing is known %s', (_what, change) => {
  expect(judgeRefusedDeletion('it', { ...seen, ...change }).kind).toBe('inconclusive');
});
