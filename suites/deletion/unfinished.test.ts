import { describe, expect, test } from 'vitest';
import { answer, going, refusal } from './answers.test-data.ts';
import { judgeAccepted, judgeReleased, type Unfinished } from './unfinished.ts';

type Released = Pick<Unfinished, 'labelled' | 'freed' | 'last'>;
const released: Released = {
  labelled: answer(200, going('a', { labels: { covenant: 'written' } })),
  freed: answer(200, going('a')),
  last: refusal(404, 'NotFound', 'a'),
};

describe('what is being deleted', () => {
  test('takes a label, and is gone with its last finalizer', () => {
    expect(judgeReleased(released)).toEqual({ kind: 'pass' });
  });

  test.each<[string, Partial<Released>, string]>([
    ['takes a label', { labelled: refusal(409, 'Conflict') }, 'does not take a label'],
    ['shows it', { labelled: answer(200, going('a')) }, 'does not show the label'],
    ['can be let go of', { freed: refusal(422, 'Invalid') }, 'cannot be taken off'],
    ['is gone then', { last: answer(200, going('a')) }, 'stays when its last finalizer'],
  ])('%s', (_what, change, reason) => {
    const outcome = judgeReleased({ ...released, ...change });
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });

  test.each<Partial<Released>>([{ labelled: answer(500) }, { freed: answer(503) }, { last: answer(500) }])(
    'is not known where the server fails',
    (change) => {
      expect(judgeReleased({ ...released, ...change }).kind).toBe('inconclusive');
    },
  );
});

test.each([
  [{ orphanDependents: false }, 202, 'pass'],
  [{ orphanDependents: false }, 200, 'advisory'],
  [{ orphanDependents: true }, 200, 'pass'],
  [{ propagationPolicy: 'Background' }, 200, 'pass'],
])('an unfinished deletion with %j that is answered %i: %s', (asked, status, kind) => {
  expect(judgeAccepted({ asked, answer: answer(status) }).kind).toBe(kind);
});
