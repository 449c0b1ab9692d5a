import { expect, test } from 'vitest';
import { pass } from '../../src/outcome.ts';
import type { Plan, World } from '../../src/requirement.ts';
import { defineCase } from '../../src/requirement.ts';
import { whereThereAreNodes } from './content-cases.ts';

const cases = ['one', 'two'].map((name) => defineCase({ name, gather: async () => pass, judge: (outcome) => outcome }));

async function outcomes(lacks: Plan['target']['lacks']) {
  const planned = whereThereAreNodes({ target: { lacks } } as Plan, cases);
  return Promise.all(planned.map(async ({ name, run }) => [name, await run({} as World)]));
}

test('what a log says is looked at where Pods run, and elsewhere each case says why it is not', async () => {
  expect(await outcomes({})).toEqual([
    ['one', pass],
    ['two', pass],
  ]);
  expect(await outcomes({ nodes: 'there are none' })).toEqual([
    ['one', { kind: 'unsupported', reason: 'there are none' }],
    ['two', { kind: 'unsupported', reason: 'there are none' }],
  ]);
});
