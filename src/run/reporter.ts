import type { Reporter, TestCase, TestModule, TestSpecification, Vitest } from 'vitest/node';
import { messageOf } from '../errors.ts';
import type { CaseRecord } from '../record.ts';
import type { AnswerCount } from './answers.ts';
import { followProgress, type Progress } from './progress-channel.ts';
import type { RunSetup } from './setup.ts';
import { type TakenSignals, takeSignals } from './signals.ts';
import { sayStop } from './stop-channel.ts';

/** What the checks came to, when all of them are done or the run was stopped. */
export interface Finished {
  readonly setup: RunSetup | undefined;
  readonly cases: readonly CaseRecord[];
  /** The answers that the cases got, by operation and status. */
  readonly answers: readonly AnswerCount[];
  /** Requirements that were planned but have no result. */
  readonly unrun: readonly string[];
  /** Failures outside any case: the suite's own. */
  readonly errors: readonly string[];
  /** The signal that stopped the run. */
  readonly interrupted?: string;
}

export interface Listener {
  progress?(progress: Progress): void;
  finished(finished: Finished): Promise<void>;
}

/** A vitest reporter that gathers what the cases recorded. It says nothing itself. */
export class ConformanceReporter implements Reporter {
  readonly #listener: Listener;
  #vitest: Vitest | undefined;
  #signals: TakenSignals | undefined;
  #progress: { close(): void } | undefined;
  readonly #cases: CaseRecord[] = [];
  readonly #answers: AnswerCount[] = [];

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    if (!specifications.some(({ project }) => project.name === conformanceProject)) return;
    this.#signals = takeSignals(() => {
      sayStop();
      void this.#vitest?.cancelCurrentRun('keyboard-input');
    });
    this.#progress = followProgress((progress) => this.#listener.progress?.(progress));
  }

  onTestCaseResult(test: TestCase): void {
    const { covenant = [], covenantAnswers = [] } = test.meta();
    this.#cases.push(...covenant);
    this.#answers.push(...covenantAnswers);
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message?: string }[]): Promise<void> {
    const ours = modules.filter(isConformance);
    const project = this.#vitest?.projects.find(({ name }) => name === conformanceProject);
    if (ours.length === 0 || !project) return;
    const unrun = ours
      .flatMap((module) => [...module.children.allTests()])
      .filter((test) => !test.meta().covenant)
      .map((test) => test.name);
    const errors = [...ours.flatMap((module) => module.errors()), ...unhandled].map((error) =>
      messageOf(error.message ?? error),
    );
    const setup = project.getProvidedContext().covenant;
    this.#progress?.close();
    const interrupted = this.#signals?.first();
    const found = { cases: this.#cases, answers: this.#answers, unrun, errors };
    await this.#listener.finished({ setup, ...found, ...(interrupted && { interrupted }) });
    this.#signals?.release();
  }
}

/** The name of the vitest project that the conformance checks are. */
export const conformanceProject = 'conformance';

function isConformance(module: TestModule): boolean {
  return module.project.name === conformanceProject;
}
