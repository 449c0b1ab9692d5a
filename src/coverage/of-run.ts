import { profilesOf } from '../contract/profile.ts';
import type { PromiseCoverage } from '../record.ts';
import type { Registry } from '../registry.ts';

/** The part of a coverage that a run can speak of: the documents of its profiles, and the requirements that it was about. */
export function coverageOfRun(
  coverage: readonly PromiseCoverage[],
  registry: Registry,
  run: { readonly profiles: readonly string[]; readonly requirements: readonly { readonly id: string }[] },
): PromiseCoverage[] {
  const about = new Set(run.requirements.map(({ id }) => id));
  const covered = (document: string) =>
    profilesOf(registry.library.profiles.values(), document).some((name) => run.profiles.includes(name));
  return coverage
    .filter(({ document }) => covered(document))
    .map((one) => ({
      ...one,
      checkedBy: one.checkedBy.filter((id) => about.has(id)),
      planned: one.planned.filter((id) => about.has(id)),
    }));
}
