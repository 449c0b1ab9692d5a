import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/client/client.ts';
import type { Outcome } from '../../src/outcome.ts';
import { judgeApplied, judgeDefault, judgeIgnored, judgeStrict, judgeWarned } from './judge-odd.ts';
import type { SeenOdd } from './odd-request.ts';

const before = { kind: 'Thing', metadata: { name: 'a', resourceVersion: '1' }, spec: { size: 1 } };
const wanted = { ...before, spec: { size: 2 } };
const after = { ...wanted, metadata: { ...before.metadata, resourceVersion: '2' } };
const warnings = '299 - "unknown field \\"spec.alpha\\"", 299 - "unknown field \\"beta\\""';

function answer(status: number, body: unknown = after, warning?: string): Answer {
  return { status, body, headers: warning === undefined ? {} : { warning }, exchange: {} as never };
}

function refusal(status: number, message: string, reason = status === 400 ? 'BadRequest' : 'Invalid'): Answer {
  return answer(status, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: status, reason, message });
}

const taken: SeenOdd = {
  names: ['alpha', 'beta'],
  wanted,
  before,
  answer: answer(200, after, warnings),
  after,
  control: answer(200),
  isKnown: true,
};
const named = 'strict decoding error: unknown field "spec.alpha", unknown field "beta"';
const refused: SeenOdd = { ...taken, answer: refusal(400, named), after: before };

const reasonOf = (outcome: Outcome) => ('reason' in outcome ? outcome.reason : '');

describe('under Ignore', () => {
  const silent = { ...taken, answer: answer(200) };

  test('a write is done without a word', () => {
    expect(judgeIgnored('it', silent)).toEqual({ kind: 'pass' });
    expect(judgeIgnored('it', { ...silent, answer: answer(200, after, '299 - "deprecated"') })).toEqual({
      kind: 'pass',
    });
  });

  test.each<[string, SeenOdd, RegExp]>([
    ['warned of', taken, /it is warned of/],
    ['refused', refused, /it is refused/],
    ['done otherwise', { ...silent, after: { ...after, spec: { size: 3 } } }, /something else/],
    ['not made', { ...silent, before: undefined, after: undefined }, /makes nothing/],
    ['made with what is unknown', { ...silent, before: undefined, after: { ...after, alpha: 1 } }, /another object/],
    ['made otherwise', { ...silent, before: undefined, after: { ...after, spec: { size: 1 } } }, /another object/],
  ])('it may not be %s', (_what, seen, reason) => {
    const outcome = judgeIgnored('it', seen);
    expect(outcome.kind).toBe('violation');
    expect(reasonOf(outcome)).toMatch(reason);
  });

  test('an object that is made may have more than was sent', () => {
    const made = { ...after, spec: { size: 2, policy: 'Always' }, status: {} };
    expect(judgeIgnored('it', { ...silent, before: undefined, after: made })).toEqual({ kind: 'pass' });
  });

  test('nothing is said where the server fails', () => {
    expect(judgeIgnored('it', { ...silent, answer: answer(500, {}) }).kind).toBe('inconclusive');
  });
});

describe('under Warn', () => {
  test('a write is done, and each field warned of', () => {
    expect(judgeWarned('it', taken)).toEqual({ kind: 'pass' });
  });

  test.each<[string, string | undefined, RegExp]>([
    ['none', undefined, /no warning names alpha, beta/],
    ['one of two', '299 - "unknown field \\"beta\\""', /no warning names alpha/],
    ['no field', '299 - "unknown field"', /no warning names alpha, beta/],
    ['no Warning header', 'alpha beta', /grammar/],
  ])('it may not be answered with a warning of %s', (_what, warning, reason) => {
    const outcome = judgeWarned('it', { ...taken, answer: answer(200, after, warning) });
    expect(outcome.kind).toBe('violation');
    expect(reasonOf(outcome)).toMatch(reason);
  });

  test('a server that knows no field validation is not blamed', () => {
    expect(judgeWarned('it', { ...taken, answer: answer(200), isKnown: false }).kind).toBe('unsupported');
  });
});

describe('under Strict', () => {
  const strict = (seen: SeenOdd, statuses = [400]) => judgeStrict('it', seen, statuses);

  test('a write is refused, each field is named, nothing changes', () => {
    expect(strict(refused)).toEqual({ kind: 'pass' });
    expect(strict({ ...refused, answer: refusal(422, named) }, [400, 422])).toEqual({ kind: 'pass' });
    expect(strict({ ...refused, before: undefined, after: undefined })).toEqual({ kind: 'pass' });
  });

  test.each<[string, SeenOdd, RegExp]>([
    ['accepted', taken, /it is accepted/],
    ['refused with another status', { ...refused, answer: refusal(422, named) }, /422, not 400/],
    [
      'refused for one field of two',
      { ...refused, answer: refusal(400, 'unknown field "beta"') },
      /without naming alpha/,
    ],
    ['refused and done', { ...refused, after }, /yet changes the object/],
    ['refused and made', { ...refused, before: undefined, after }, /yet makes the object/],
    ['refused without a Status', { ...refused, answer: answer(400, named) }, /no Status/],
  ])('it may not be %s', (_what, seen, reason) => {
    const outcome = strict(seen);
    expect(outcome.kind).toBe('violation');
    expect(reasonOf(outcome)).toMatch(reason);
  });

  test('nothing is said where the lawful one is refused too, or the server fails', () => {
    expect(strict({ ...refused, control: refusal(403, 'no', 'Forbidden') }).kind).toBe('inconclusive');
    expect(strict({ ...refused, answer: refusal(500, 'no') }).kind).toBe('inconclusive');
  });

  test('a server that knows no field validation is not blamed', () => {
    expect(strict({ ...taken, isKnown: false }).kind).toBe('unsupported');
  });
});

describe('an application of unknown fields', () => {
  const applied = (seen: SeenOdd, validation?: 'Strict' | 'Warn') => judgeApplied('it', seen, validation);

  test('is refused, and one field at least is named', () => {
    expect(applied({ ...refused, answer: refusal(400, '.spec.alpha: field not declared in schema') })).toEqual({
      kind: 'pass',
    });
    expect(reasonOf(applied({ ...refused, answer: refusal(400, 'no') }))).toMatch(/without naming alpha, beta/);
  });

  test('is better not a failure of the server', () => {
    expect(applied({ ...refused, answer: refusal(500, '.spec.alpha: field not declared in schema') }).kind).toBe(
      'advisory',
    );
    expect(applied({ ...refused, answer: refusal(500, 'no'), after }).kind).toBe('violation');
  });

  test('is not judged where the server fails for another reason', () => {
    const failed = refusal(500, '.spec.alpha: field not declared in schema');
    expect(applied({ ...refused, answer: failed, control: refusal(500, 'no') }).kind).toBe('inconclusive');
    expect(applied({ ...refused, answer: refusal(500, 'no') }).kind).toBe('inconclusive');
  });

  test('may be done without them, but under Strict', () => {
    expect(applied(taken, 'Warn')).toEqual({ kind: 'pass' });
    expect(applied(taken)).toEqual({ kind: 'pass' });
    expect(applied(taken, 'Strict').kind).toBe('violation');
  });
});

describe('without the parameter', () => {
  test('it is as with Warn', () => {
    expect(judgeDefault('it', taken, taken)).toEqual({ kind: 'pass' });
    expect(judgeDefault('it', refused, refused)).toEqual({ kind: 'pass' });
  });

  test('it may not be otherwise', () => {
    expect(judgeDefault('it', refused, taken).kind).toBe('violation');
    expect(judgeDefault('it', { ...taken, answer: answer(200) }, taken).kind).toBe('violation');
  });

  test('nothing is said where the server fails', () => {
    expect(judgeDefault('it', { ...taken, answer: answer(503) }, taken).kind).toBe('inconclusive');
  });
});
