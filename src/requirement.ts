import type { Answer, Client } from './client/client.ts';
import type { Citation } from './contract/citation.ts';
import type { Resource } from './contract/contract.ts';
import type { Library } from './contract/library.ts';
import type { Basis } from './contract/types.ts';
import type { Exchange } from './evidence.ts';
import type { Outcome } from './outcome.ts';
import type { Cell, Effort } from './record.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { FaultId } from './seeded-faults.ts';
import type { WatchSettings } from './settings/settings.ts';
import type { ReachableTarget } from './target/target.ts';

/** What a target may lack. A requirement that needs it is `unsupported` there, with the reason. */
export type Need = 'namespaces' | 'authentication' | 'second-credential' | 'nodes';

/** One promise, checked. A value: nothing runs when it is declared. */
export interface Requirement {
  /** A slug, permanent. */
  readonly id: string;
  /** The promise in our words, one sentence. */
  readonly title: string;
  readonly level: 'MUST' | 'SHOULD' | 'MAY';
  readonly basis: Basis;
  readonly cites: readonly Citation[];
  /** How it is checked, in one or two sentences, for `explain`. */
  readonly method: string;
  readonly needs: readonly Need[];
  /** The kind that it is about; `unsupported` where the target does not serve it. */
  readonly resource?: Resource;
  readonly kills: readonly FaultId[];
  /** Declared, but not checked yet: it has no cases, and is shown as unchecked in every report. */
  readonly planned?: true;
  /** The concrete checks, for one target: the same target, seed and effort give the same cases. */
  cases(plan: Plan): Iterable<Case>;
  /** Begins to judge every answer of the run, whatever it is about; what it finds is the requirement's cases. */
  readonly watch?: (library: Library) => Watcher;
}

/** Judges all answers of a run as they come, and says at the end what it found: a case a kind of deviation, not one an exchange. */
export interface Watcher {
  /** Called for every answer; must be quick and must not throw. */
  observe(answer: Answer): void;
  /** Called once, when all else is done. */
  conclude(): readonly WatchedCase[];
}

/** What a watcher found, under a name that is the same in every run. */
export interface WatchedCase {
  readonly name: string;
  readonly outcome: Outcome;
  /** The first exchange that shows it. */
  readonly evidence?: readonly Exchange[];
}

/** What cases are planned from. */
export interface Plan {
  readonly target: ReachableTarget;
  readonly seed: number;
  readonly effort: Effort;
}

/**
 * One concrete check. It first gathers what it needs to see of the world, then judges that, purely: the same observation
 * always gives the same outcome.
 */
export interface Case {
  /** Unique within its requirement, ASCII, the same in every run. */
  readonly name: string;
  readonly cell?: Cell;
  run(world: World): Promise<Outcome>;
}

/** All that a check may touch. */
export interface World {
  readonly client: Client;
  readonly sandbox: Sandbox;
  readonly seed: number;
  readonly effort: Effort;
  /** How much is written while watches are checked, where somebody said so. */
  readonly watch?: WatchSettings;
  /** Where in a property's samples to begin, when a failure is replayed. */
  readonly path?: string;
}

/** Requirements that belong together, and share a namespace. Made from the contracts, so that a new one brings its own. */
export interface Chapter {
  readonly name: string;
  readonly title: string;
  requirements(library: Library): readonly Requirement[];
}

/** Types a chapter. */
export function defineChapter(chapter: Chapter): Chapter {
  return chapter;
}

/** Types a requirement. */
export function defineRequirement(requirement: Requirement): Requirement {
  return requirement;
}

/** Types a case: what `gather` sees is what `judge` gets, and all that it gets. */
export function defineCase<Observation>(declared: {
  readonly name: string;
  readonly cell?: Cell;
  gather(world: World): Promise<Observation>;
  judge(observation: Observation): Outcome;
}): Case {
  return {
    name: declared.name,
    ...(declared.cell && { cell: declared.cell }),
    run: async (world) => declared.judge(await declared.gather(world)),
  };
}

/** A kind with its article, for titles: `a Pod`, `an Endpoints object`. */
export function aKind(kind: string): string {
  const name = kind.endsWith('s') ? `${kind} object` : kind;
  return `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${name}`;
}
