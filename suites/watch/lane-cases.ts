import type { Broken } from '../../specs/oracles/history/finding.ts';
import type { WatchGuarantee } from '../../specs/oracles/watch.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Plan, type Requirement } from '../../src/requirement.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import type { Selection } from '../promises/selection.ts';
import { written } from '../update-rules/places.ts';
import { outcomeOf, type Question } from './judged.ts';
import { type Lane, lanesOf } from './traffic/lanes.ts';
import { trafficOf } from './traffic/shared.ts';
import type { Traffic } from './traffic/traffic.ts';

/** A guarantee that is judged from the traffic, a case for each watcher that it is about. */
export interface LaneRequirement {
  readonly id: string;
  readonly title: string;
  readonly method: string;
  readonly covers: readonly Selection[];
  /** Only the kinds whose documents speak of it. */
  readonly isStatedOnly?: boolean;
  readonly kills: readonly FaultId[];
  readonly guarantees: readonly WatchGuarantee[];
  /** Which watchers, of those that ask for nothing odd. */
  readonly lanes: (lane: Lane) => boolean;
  readonly expected: string;
  readonly counts?: (finding: Broken) => boolean;
  readonly lacking?: readonly number[];
  /** More cases. */
  readonly more?: (subject: Subject, plan: Plan) => Iterable<Case>;
}

/** Requirements that are judged from the traffic, for every kind. */
export function laneRequirements(library: Library, all: readonly LaneRequirement[]): Requirement[] {
  return all.flatMap((declared) => laneRequirement(library, declared));
}

function laneRequirement(library: Library, declared: LaneRequirement): Requirement[] {
  const { id, title, method, covers, isStatedOnly, kills, guarantees, lanes, expected, counts, lacking, more } =
    declared;
  return forEachKind(library, {
    id,
    title,
    method,
    covers,
    ...(!isStatedOnly && { derivedFrom: written }),
    kills: () => kills,
    *cases(subject, plan) {
      for (const { name } of lanesOf(subject.resource, plan.effort).filter(
        (lane) => lane.also === undefined && lanes(lane),
      )) {
        const isAbout = (watcher: string) => watcher === name;
        const question = { guarantees, isAbout, expected, ...(counts && { counts }), ...(lacking && { lacking }) };
        yield trafficCase(subject, plan, name, question);
      }
      if (more) yield* more(subject, plan);
    },
  });
}

/** A case that asks something of the traffic. */
export function trafficCase(subject: Subject, plan: Pick<Plan, 'seed'>, name: string, question: Question): Case {
  return defineCase<Traffic>({
    name: slug(name),
    gather: (world) => trafficOf(world, subject, plan),
    judge: ({ read }) => outcomeOf(read, question),
  });
}

/** A name for a case, as a path has it. */
export function slug(name: string): string {
  return name.replaceAll(' ', '-');
}
