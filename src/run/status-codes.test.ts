import { expect, test } from 'vitest';
import { loadSpecs } from '../contract/small-specs.test-data.ts';
import type { CaseRecord, PromiseCoverage } from '../record.ts';
import { statusCodes } from './status-codes.ts';

const library = loadSpecs();
const [contract] = library.contracts.values();
const [[operation, { path }] = ['', { path: '' }]] = contract?.operations ?? [];

function promise(status: number, change: Partial<PromiseCoverage> = {}): PromiseCoverage {
  return {
    promise: `${contract?.id}#${operation}/status/${status}`,
    document: contract?.id ?? '',
    text: 't',
    where: 'w',
    basis: 'stated',
    checkedBy: [],
    planned: [],
    ...change,
  };
}

const unsupported: CaseRecord = {
  requirement: 'access.thing.forbidden',
  name: 'a',
  profile: 'things',
  outcome: { kind: 'unsupported', reason: 'no second credential' },
  durationMs: 0,
  exchanges: 0,
  replay: 'again',
};

test('a row holds what came, what was promised and did not come, and why', () => {
  const coverage = [
    promise(200, { checkedBy: ['x'] }),
    promise(403, { checkedBy: ['access.thing.forbidden'] }),
    promise(409, { planned: ['p'] }),
    promise(410),
    promise(422, { checkedBy: ['x'] }),
    promise(503, { waived: 'it comes by itself' }),
    { ...promise(200), promise: `${contract?.id}#${operation}/status/200/body` },
  ];
  const answers = [
    { method: 'PATCH', path, status: 200, provoked: 3, observed: 1 },
    { method: 'PATCH', path, status: 500, provoked: 0, observed: 1 },
    { method: 'DELETE', path, status: 405, provoked: 1, observed: 0 },
  ];
  expect(statusCodes(library, coverage, [unsupported], answers)).toEqual([
    { method: 'DELETE', path, codes: { 405: { kind: 'provoked', times: 1, documented: false } } },
    {
      method: 'PATCH',
      path,
      codes: {
        200: { kind: 'provoked', times: 4, documented: true },
        403: { kind: 'untestable', reason: 'no second credential' },
        409: { kind: 'unchecked', reason: 'planned: p' },
        410: { kind: 'unchecked', reason: 'the checks that are about it were left out of this run' },
        422: { kind: 'unchecked', reason: 'no request of this run was answered so' },
        500: { kind: 'observed', times: 1, documented: false },
        503: { kind: 'untestable', reason: 'it comes by itself' },
      },
    },
  ]);
});
