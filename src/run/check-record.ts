import { isDeepStrictEqual } from 'node:util';
import type { RunRecord } from '../record.ts';
import { fieldMatrix } from './field-matrix.ts';
import { countOutcomes, verdictOf } from './verdict.ts';

/** Figures of a record that its own cases do not give, a line each: such a record was changed after its run. */
export function faultsOfRecord(record: RunRecord): string[] {
  const { run, requirements, cases } = record;
  const counts = countOutcomes(cases);
  const planned = requirements.filter((requirement) => requirement.planned).length;
  const given: Partial<RunRecord> = {
    counts,
    verdict: verdictOf(counts, run.interrupted !== undefined, planned),
    fieldMatrix: fieldMatrix(cases),
  };
  const known = new Set(requirements.map(({ id }) => id));
  const strange = [...new Set(cases.map(({ requirement }) => requirement))].filter((id) => !known.has(id));
  return [
    ...Object.entries(given).flatMap(([name, value]) =>
      isDeepStrictEqual(record[name as keyof RunRecord], value) ? [] : [`run.json: ${name} is not what its cases give`],
    ),
    ...strange.map((id) => `run.json: it has cases of ${id}, which it does not list`),
  ];
}
