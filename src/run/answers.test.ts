import { expect, test } from 'vitest';
import { loadSpecs } from '../contract/small-specs.test-data.ts';
import { addedUp, answerCounter } from './answers.ts';

const counter = answerCounter(loadSpecs());
const [template] = [...(loadSpecs().contracts.values().next().value?.operations.values() ?? [])].map(
  ({ path }) => path,
);
const path = (template ?? '').replaceAll(/\{\w+\}/g, 'x');

test('answers are counted by operation and status, whatever the query and the names in the path', () => {
  const got = counter.count();
  got.see({ method: 'PATCH', path, status: 200 });
  got.see({ method: 'PATCH', path: `${path}?dryRun=All`, status: 200 });
  got.see({ method: 'GET', path: path.replace(/x$/, 'another'), status: 404 });
  expect(got.counts('pass')).toEqual([
    { method: 'PATCH', path: template, status: 200, provoked: 2, observed: 0 },
    { method: 'GET', path: template, status: 404, provoked: 1, observed: 0 },
  ]);
});

test('what came in a case that did not get what it asked for was observed, and so are states of the server', () => {
  const got = counter.count();
  got.see({ method: 'GET', path, status: 200 });
  got.see({ method: 'GET', path, status: 503 });
  const shares = (outcome: 'pass' | 'violation' | 'disputed') =>
    got.counts(outcome).map(({ provoked, observed }) => [provoked, observed]);
  expect(shares('violation')).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(shares('pass')).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(shares('disputed')).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

test("answers at other paths, and requests that were never answered, are nobody's", () => {
  const got = counter.count();
  got.see({ method: 'GET', path: '/version', status: 200 });
  got.see({ method: 'GET', path, status: 0 });
  expect(got.counts('pass')).toEqual([]);
});

test('counts add up', () => {
  const one = { method: 'GET', path: '/x', status: 200, provoked: 1, observed: 2 };
  expect(addedUp([one, { ...one, status: 404 }, one])).toEqual([
    { ...one, provoked: 2, observed: 4 },
    { ...one, status: 404 },
  ]);
  expect(one.provoked).toBe(1);
});
