import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InconclusiveError } from './errors.ts';
import { checkProperty, propertyOutcome } from './property.ts';
import type { World } from './requirement.ts';

const world = (change: Partial<World> = {}) => ({ seed: 42, effort: 'standard', ...change }) as World;

/** Every value that a property tries. */
async function tried(change: Partial<World>): Promise<string[]> {
  const values: string[] = [];
  await checkProperty(world(change), fc.string(), async (value) => {
    values.push(value);
    return undefined;
  });
  return values;
}

const tooLarge = async (value: number) => (value > 100 ? `${value} is too large` : undefined);

describe('a property that holds', () => {
  test.each([
    ['quick', 10],
    ['standard', 30],
    ['deep', 250],
  ] as const)('is kept after as many samples as the effort %s says', async (effort, runs) => {
    const result = await checkProperty(world({ effort }), fc.nat(), async () => undefined);
    expect(result).toEqual({ kept: true, runs });
    expect(propertyOutcome(result, 'so')).toEqual({ kind: 'pass' });
  });
});

describe('a property that is broken', () => {
  test('has the smallest counterexample, and what is wrong with just that one', async () => {
    const result = await checkProperty(world(), fc.nat(), tooLarge);
    expect(result).toMatchObject({ kept: false, value: '101', seed: 42, what: '101 is too large' });
  });

  test('is a violation that can be seen again: seed and path lead back to the counterexample at once', async () => {
    const result = await checkProperty(world(), fc.nat(), tooLarge);
    const outcome = propertyOutcome(result, 'at most 100');
    if (outcome.kind !== 'violation' || !outcome.counterexample) throw new Error(`it came to ${outcome.kind}`);
    expect(outcome).toMatchObject({ expected: 'at most 100', actual: '101 is too large' });
    const { seed, path } = outcome.counterexample;
    const values: number[] = [];
    await checkProperty(world({ seed, path }), fc.nat(), async (value) => {
      values.push(value);
      return tooLarge(value);
    });
    expect(values[0]).toBe(101);
  });
});

describe('a sample that could not be tried', () => {
  const outage = new InconclusiveError('the server went away');

  test('is a hindrance, never blamed on the target, and nothing more is tried', async () => {
    let calls = 0;
    const sending = checkProperty(world(), fc.nat(), async () => {
      calls++;
      if (calls === 3) throw outage;
      return undefined;
    });
    await expect(sending).rejects.toBe(outage);
    expect(calls).toBe(3);
  });

  test('does not undo what was seen before it', async () => {
    let broken = 0;
    const result = await checkProperty(world(), fc.nat(), async (value) => {
      if (value <= 100) return undefined;
      if (++broken > 1) throw outage;
      return `${value} is too large`;
    });
    expect(result).toMatchObject({ kept: false, what: expect.stringMatching(/is too large$/) });
  });

  test("because of a fault of the suite's own is that fault, even while a counterexample is shrunk", async () => {
    const fault = new TypeError('undefined is not a function');
    const always = checkProperty(world(), fc.nat(), async () => {
      throw fault;
    });
    await expect(always).rejects.toBe(fault);
    let broken = 0;
    const later = checkProperty(world(), fc.nat(), async () => {
      if (++broken > 1) throw fault;
      return 'broken';
    });
    await expect(later).rejects.toBe(fault);
  });
});

test('the same seed gives the same samples, another seed others', async () => {
  expect(await tried({})).toEqual(await tried({}));
  expect(await tried({})).not.toEqual(await tried({ seed: 43 }));
});
