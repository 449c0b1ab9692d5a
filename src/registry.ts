import { resolveCitation } from './contract/citation.ts';
import type { Dispute } from './contract/dispute.ts';
import { type Library, loadLibrary } from './contract/library.ts';
import { profilesOf } from './contract/profile.ts';
import { ContractError, UsageError } from './errors.ts';
import { matchesGlob } from './glob.ts';
import type { RequirementFacts } from './record.ts';
import type { Chapter, Requirement } from './requirement.ts';
import { nearest } from './settings/nearest.ts';

/** A requirement with its place: the chapter it is in, the profiles that cover it, its citations resolved. */
export interface RegisteredRequirement extends Requirement {
  readonly chapter: Chapter;
  readonly facts: RequirementFacts;
}

/** Every requirement there is, made from the chapters and the contracts, and held against both. */
export interface Registry {
  readonly library: Library;
  readonly chapters: readonly Chapter[];
  readonly requirements: readonly RegisteredRequirement[];
}

/** @throws ContractError for a duplicate id, a citation that points nowhere, or a dispute about no requirement. */
export function buildRegistry(chapters: readonly Chapter[], library: Library = loadLibrary()): Registry {
  const byId = new Map<string, RegisteredRequirement>();
  for (const chapter of chapters) {
    for (const requirement of chapter.requirements(library)) {
      const { id } = requirement;
      if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/.test(id))
        throw new ContractError(`requirement ${id}: the id is no slug`);
      if (byId.has(id)) throw new ContractError(`requirement ${id} is declared twice`);
      byId.set(id, { ...requirement, chapter, facts: factsOf(requirement, chapter, library) });
    }
  }
  for (const dispute of library.disputes) {
    if (!byId.has(dispute.requirement)) {
      throw new ContractError(
        `${dispute.place}: dispute ${dispute.id} is about ${dispute.requirement}, which is no requirement`,
      );
    }
  }
  return { library, chapters, requirements: [...byId.values()] };
}

function factsOf(requirement: Requirement, chapter: Chapter, library: Library): RequirementFacts {
  const { id, title, level, basis, needs, kills } = requirement;
  const profiles = new Set(
    requirement.cites.flatMap(({ document }) => profilesOf(library.profiles.values(), document)),
  );
  // Several promises may stand in one place: for people it is named once.
  const places = requirement.cites.map((citation) => resolveCitation(library.contracts, citation));
  const cites = [...new Map(places.map((place) => [`${place.document} ${place.where}`, place])).values()];
  return {
    id,
    chapter: chapter.name,
    title,
    level,
    basis,
    profiles: [...profiles],
    cites,
    needs,
    kills,
    planned: requirement.planned === true,
  };
}

/**
 * The requirements that a run is about: those of its profiles whose id fits one of the globs, or all of them without globs.
 * @throws UsageError for a glob that fits none.
 */
export function selectRequirements(
  registry: Registry,
  profiles: readonly string[],
  filter: readonly string[],
): RegisteredRequirement[] {
  const covered = registry.requirements.filter(({ facts }) => facts.profiles.some((name) => profiles.includes(name)));
  for (const glob of filter) {
    if (covered.some(({ id }) => matchesGlob(id, glob))) continue;
    const ids = registry.requirements.map(({ id }) => id);
    throw new UsageError(
      `--filter ${glob} matches no requirement${nearest(glob, ids)}; 'kube-covenant list' shows them`,
    );
  }
  return covered.filter(({ id }) => filter.length === 0 || filter.some((glob) => matchesGlob(id, glob)));
}

/** The dispute that a case falls under, if any. */
export function disputeOf(disputes: readonly Dispute[], requirement: string, name: string): Dispute | undefined {
  return disputes.find(
    (dispute) => dispute.requirement === requirement && dispute.cases.some((glob) => matchesGlob(name, glob)),
  );
}
