import { describe, expect, test } from 'vitest';
import { namedIn, refusalTexts, warnedOf, wrongInWarnings } from './field-validation.ts';

const header = '299 - "unknown field \\"spec.alpha\\"", 299 - "unknown field \\"beta\\""';

test('names are those that some text has', () => {
  expect(namedIn(['unknown field "a"', 'b'], ['a', 'b', 'c'])).toStrictEqual(['a', 'b']);
  expect(warnedOf(header, ['alpha', 'gamma'])).toStrictEqual(['alpha']);
  expect(warnedOf(undefined, ['alpha'])).toStrictEqual([]);
});

describe('warnings', () => {
  test('of each field are right, whatever else is warned of', () => {
    expect(wrongInWarnings(header, ['alpha', 'beta'])).toBeUndefined();
    expect(wrongInWarnings(`299 - "deprecated", ${header}`, ['alpha', 'beta'])).toBeUndefined();
    expect(wrongInWarnings(undefined, [])).toBeUndefined();
  });

  test.each([
    ['are missing', undefined, /names alpha, beta$/],
    ['leave one out', '299 - "unknown field \\"beta\\""', /names alpha$/],
    ['are no header', 'unknown field "spec.alpha"', /grammar from "unknown field/],
    ['have another code', header.replaceAll('299', '199'), /code 199/],
  ])('are wrong where they %s', (_what, wrong, said) => {
    expect(wrongInWarnings(wrong, ['alpha', 'beta'])).toMatch(said);
  });
});

describe('what a refusal says of fields', () => {
  const of = (message: string, causes: unknown = undefined) => refusalTexts({ message, details: { causes } });

  test('is its message, and what its causes say', () => {
    expect(of('no', [{ field: 'spec.alpha', message: 'unknown' }, { field: 1 }, 'x'])).toStrictEqual([
      'no',
      'unknown',
      'spec.alpha',
    ]);
    expect(refusalTexts(undefined)).toStrictEqual([]);
  });

  test('comes behind the object that is quoted', () => {
    const message =
      'patch: Invalid value: "{\\"alpha\\":1,\\"beta\\":2}": strict decoding error: unknown field "alpha"';
    expect(namedIn(of(message, [{ message, field: 'patch' }]), ['alpha', 'beta'])).toStrictEqual(['alpha']);
  });

  test('is not what is quoted, where nothing comes behind', () => {
    expect(namedIn(of('patch: Invalid value: "{\\"alpha\\":1}": cannot be read'), ['alpha'])).toStrictEqual([]);
  });
});
