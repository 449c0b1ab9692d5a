import type { Reporter, TestCase, TestModule, TestSpecification, Vitest } from 'vitest/node';
import { messageOf } from '../errors.ts';
import type { OutcomeKind } from '../outcome.ts';
import { outcomeKinds } from '../outcome.ts';
import type { CaseRecord } from '../record.ts';
import type { RunSetup } from './setup.ts';
import { type TakenSignals, takeSignals } from './signals.ts';

/** How far a run is. */
export interface Progress {
  readonly chapter: string;
  readonly done: number;
  readonly planned: number;
  readonly counts: Readonly<Record<OutcomeKind, number>>;
}

/** What the checks came to, when all of them are done or the run was stopped. */
export interface Finished {
  readonly setup: RunSetup | undefined;
  readonly cases: readonly CaseRecord[];
  /** Cases that were planned but not run, by requirement and name. */
  readonly unrun: readonly { readonly requirement: string; readonly name: string }[];
  /** Failures outside any case: the suite's own. */
  readonly errors: readonly string[];
  /** The signal that stopped the run. */
  readonly interrupted?: string;
}

export interface Listener {
  progress?(progress: Progress, latest: CaseRecord | undefined): void;
  finished(finished: Finished): Promise<void>;
}

/** A vitest reporter that gathers what the cases recorded. It says nothing itself. */
export class ConformanceReporter implements Reporter {
  readonly #listener: Listener;
  #vitest: Vitest | undefined;
  #signals: TakenSignals | undefined;
  #planned = 0;
  readonly #cases: CaseRecord[] = [];
  readonly #counts = Object.fromEntries(outcomeKinds.map((kind) => [kind, 0])) as Record<OutcomeKind, number>;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    if (!specifications.some(({ project }) => project.name === conformanceProject)) return;
    this.#signals = takeSignals(() => void this.#vitest?.cancelCurrentRun('keyboard-input'));
  }

  onTestModuleCollected(module: TestModule): void {
    if (isConformance(module)) this.#planned += [...module.children.allTests()].length;
  }

  onTestCaseResult(test: TestCase): void {
    const record = test.meta().covenant;
    if (!record) return;
    this.#cases.push(record);
    this.#counts[record.outcome.kind]++;
    this.#listener.progress?.(
      { chapter: chapterOf(test), done: this.#cases.length, planned: this.#planned, counts: this.#counts },
      record,
    );
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message?: string }[]): Promise<void> {
    const ours = modules.filter(isConformance);
    const project = this.#vitest?.projects.find(({ name }) => name === conformanceProject);
    if (ours.length === 0 || !project) return;
    const unrun = ours
      .flatMap((module) => [...module.children.allTests()])
      .filter((test) => !test.meta().covenant)
      .map((test) => ({ requirement: test.parent.type === 'suite' ? test.parent.name : '', name: test.name }));
    const errors = [...ours.flatMap((module) => module.errors()), ...unhandled].map((error) =>
      messageOf(error.message ?? error),
    );
    const setup = project.getProvidedContext().covenant;
    const interrupted = this.#signals?.first();
    await this.#listener.finished({ setup, cases: this.#cases, unrun, errors, ...(interrupted && { interrupted }) });
    this.#signals?.release();
  }
}

/** The name of the vitest project that the conformance checks are. */
export const conformanceProject = 'conformance';

function isConformance(module: TestModule): boolean {
  return module.project.name === conformanceProject;
}

function chapterOf(test: TestCase): string {
  const requirement = test.parent;
  return requirement.type === 'suite' && requirement.parent.type === 'suite' ? requirement.parent.name : '';
}
