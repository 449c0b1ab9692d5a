import { describe, expect, it } from 'vitest';
import { mandatory, typeNamed, valueFacts, valuesListed } from './values.ts';

describe('types and duties', () => {
  it('are known in English and Chinese', () => {
    expect(['String', 'boolean', '整数', '字符串', '布尔值'].map(typeNamed)).toEqual([
      'string',
      'boolean',
      'integer',
      'string',
      'boolean',
    ]);
    expect(['是', 'No', 'perhaps'].map(mandatory)).toEqual([true, false, undefined]);
    expect(typeNamed('constructor')).toBeUndefined();
  });
});

describe('allowed values', () => {
  it('are read off lists with dashes, with quotes, and in words', () => {
    expect(valuesListed('How much. Valid values are: - Some: a bit - All: the lot')).toEqual(['Some', 'All']);
    expect(valuesListed(`有效值为: - Some :一点。- All: 全部`)).toEqual(['Some', 'All']);
    expect(valuesListed(`Acceptable values are: 'Some' - a bit, "All' - the lot`)).toEqual(['Some', 'All']);
    expect(valuesListed('The only valid values for it are "Some" and "All"')).toEqual(['Some', 'All']);
    expect(valuesListed('Must be RED, BLUE, or GREEN. Default is RED.')).toEqual(['RED', 'BLUE', 'GREEN']);
  });

  it('are none where nothing is listed', () => {
    expect(valuesListed("If 'true', it is so.")).toEqual([]);
    expect(valuesListed('Must be a NAME.')).toEqual([]);
  });
});

describe('what else is said of a value', () => {
  it('is its default, its bounds, and that it is deprecated', () => {
    expect(valueFacts('弃用:不要用。默认为false。')).toEqual(['is false by default', 'is deprecated']);
    expect(valueFacts('At most 12 characters, a non-negative number of them')).toEqual([
      'has at most 12 characters',
      'is at least 0',
    ]);
  });

  it('is the status codes in it, and no other numbers', () => {
    expect(valueFacts('Then 410 is answered, or else 422 (as RFC-6335 and 127.0.0.0/8 of v1.234 say)')).toEqual([
      'mentions 410',
      'mentions 422',
    ]);
    expect(valueFacts('has 128 characters')).toEqual(['has at most 128 characters']);
  });
});
