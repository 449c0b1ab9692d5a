import type { Finding, Outcome } from '../src/outcome.ts';
import type { CaseRecord, RequirementFacts, RunRecord, Verdict } from '../src/record.ts';
import { groupBy, oneLine } from './text.ts';

/** What several reports pick out of a run record, in the order in which they show it. */

/** A case whose outcome is of one kind. */
export type CaseOf<Kind extends Outcome['kind']> = CaseRecord & {
  readonly outcome: Extract<Outcome, { readonly kind: Kind }>;
};

/** The cases of one outcome, in the order of the record. */
export function casesOf<Kind extends Outcome['kind']>(record: RunRecord, kind: Kind): CaseOf<Kind>[] {
  return record.cases.filter((one): one is CaseOf<Kind> => one.outcome.kind === kind);
}

/** The finding of a case that deviates; undefined for the outcomes that have none. */
export function findingOf(outcome: Outcome): Finding | undefined {
  return 'expected' in outcome ? outcome : undefined;
}

/** The requirement of a case. A record that does not list it still gets a report, with what the case itself says. */
export function requirementLookup(record: RunRecord): (id: string) => RequirementFacts {
  const known = new Map(record.requirements.map((one) => [one.id, one]));
  return (id) =>
    known.get(id) ?? {
      id,
      chapter: 'unlisted',
      title: 'a requirement that the run record does not describe',
      level: 'MUST',
      basis: 'stated',
      profiles: [],
      cites: [],
      needs: [],
      kills: [],
      planned: false,
    };
}

/** A requirement with those of its cases that had one outcome. */
export interface RequirementCases<Kind extends Outcome['kind']> {
  readonly requirement: RequirementFacts;
  readonly cases: readonly CaseOf<Kind>[];
}

const levels = { MUST: 0, SHOULD: 1, MAY: 2 };

/** The requirements with cases of one outcome, worst first: MUST before SHOULD, stated before derived, more cases before fewer. */
export function requirementsWith<Kind extends Outcome['kind']>(
  record: RunRecord,
  kind: Kind,
): RequirementCases<Kind>[] {
  const lookup = requirementLookup(record);
  return [...groupBy(casesOf(record, kind), (one) => one.requirement)]
    .map(([id, cases]) => ({ requirement: lookup(id), cases }))
    .sort(
      (a, b) =>
        levels[a.requirement.level] - levels[b.requirement.level] ||
        Number(a.requirement.basis === 'derived') - Number(b.requirement.basis === 'derived') ||
        b.cases.length - a.cases.length ||
        (a.requirement.id < b.requirement.id ? -1 : 1),
    );
}

/** The reasons of cases that were not decided, the most frequent first. */
export function reasonsOf(
  record: RunRecord,
  kind: 'unsupported' | 'inconclusive' | 'error',
): { readonly reason: string; readonly count: number }[] {
  return [...groupBy(casesOf(record, kind), (one) => oneLine(one.outcome.reason))]
    .map(([reason, cases]) => ({ reason, count: cases.length }))
    .sort((a, b) => b.count - a.count);
}

/** The disputes met, the most frequent first. */
export function disputesOf(record: RunRecord): { readonly dispute: string; readonly cases: CaseOf<'disputed'>[] }[] {
  return [...groupBy(casesOf(record, 'disputed'), (one) => one.outcome.dispute)]
    .map(([dispute, cases]) => ({ dispute, cases }))
    .sort((a, b) => b.cases.length - a.cases.length);
}

/** How many requirements of each chapter are declared but not checked yet, in the order of the chapters. */
export function plannedOf(record: RunRecord): { readonly chapter: string; readonly count: number }[] {
  const planned = record.requirements.filter((one) => one.planned);
  const titles = new Map(record.chapters.map(({ name, title }) => [name, title]));
  return [...groupBy(planned, ({ chapter }) => chapter)].map(([chapter, requirements]) => ({
    chapter: titles.get(chapter) ?? chapter,
    count: requirements.length,
  }));
}

/** The verdict in two or three words. */
export const verdictTitles: Readonly<Record<Verdict['kind'], string>> = {
  conformant: 'All checked promises kept',
  violations: 'Promises broken',
  inconclusive: 'No verdict',
  error: 'The suite itself failed',
};
