import {
  type ProgramSize,
  type RegisterProgram,
  type RegisterStep,
  registerPrograms,
} from '../../fixtures/generators/register-programs.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import { judgeHistory } from '../../specs/oracles/register-history.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { checkProperty, type PropertyResult, propertyOutcome } from '../../src/property.ts';
import type { Effort } from '../../src/record.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { onceOthersWrote } from './other-writers.ts';
import { type RegisterHistory, runProgram } from './register-clients.ts';
import { statusOf } from './register-writes.ts';

/** However clients get in each other's way, what they are answered could have happened one after another. */
export function historyIsLinearizable(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'concurrency.*.history-is-linearizable',
    title:
      'What several clients are answered that read and write {kind} at the same time has an order that explains it',
    method:
      'A property: generated programs of several clients read, PUT and patch one object at once, with its version, with the value they saw, or without a condition, and write its status. Each call, with when it was made and answered and what it showed, is one of a register that gives every change a version of its own: a search looks for an order in which that register answers so (Wing and Gong, Lowe). Where there is none the smallest part is shown that has none.',
    covers: [],
    derivedFrom: written,
    kills: ({ subresources }) => [
      'two-writes-of-one-version-accepted',
      'patch-made-of-old-copy',
      'read-lags-behind-write',
      'conflicting-write-stored-in-part',
      'stale-version-accepted',
      ...(subresources ? (['status-write-keeps-version'] as const) : []),
    ],
    *cases(subject) {
      yield historyCase(subject);
    },
  });
}

const sizes: Readonly<Record<Effort, ProgramSize>> = {
  quick: { clients: 3, steps: 3 },
  standard: { clients: 4, steps: 5 },
  deep: { clients: 6, steps: 8 },
};

/** Between what is wrong and what shows it. */
const separator = ' | ';

function historyCase(subject: Subject): Case {
  const statuses = statusOf(subject)?.subresource?.values?.length ?? 0;
  return defineCase<PropertyResult>({
    name: 'programs',
    gather: (world) => {
      const trial = new Trial(world, subject);
      return checkProperty(world, registerPrograms(sizes[world.effort], statuses), (program) =>
        trial.wrongWith(program),
      );
    },
    judge: (result) => {
      const outcome = propertyOutcome(result, 'some order of the operations explains every answer');
      if (outcome.kind !== 'violation') return outcome;
      const [reason = '', actual = ''] = outcome.actual.split(separator);
      return { ...outcome, reason, actual };
    },
  });
}

/** Times that a program is run anew because others wrote to the object as well. */
const tries = 3;

/** Runs programs, and knows whether controllers write to objects of the kind by themselves. */
class Trial {
  readonly #world: World;
  readonly #subject: Subject;
  #hasControllers: boolean | undefined;

  constructor(world: World, subject: Subject) {
    this.#world = world;
    this.#subject = subject;
  }

  /** What of a program's history cannot be, with the operations that show it. @throws InconclusiveError where it cannot be told */
  async wrongWith(program: RegisterProgram): Promise<string | undefined> {
    for (let attempt = 1; attempt <= tries; attempt++) {
      const { initial, operations, hasOthers } = await this.#run(program);
      const judgement = judgeHistory(operations, initial);
      if (judgement.kept === true) return undefined;
      if (judgement.kept === 'unknown') throw new InconclusiveError(judgement.why);
      // A controller that nobody saw, since what it wrote was overwritten at once, must not be taken for a fault of the server.
      this.#hasControllers ||= hasOthers || (this.#hasControllers ?? (await this.#findControllers()));
      if (!this.#hasControllers || (attempt > 1 && !hasOthers))
        return judgement.reason + separator + judgement.window.join('; ');
    }
    throw new InconclusiveError('another client writes to the object all the time');
  }

  /** Where there are controllers, they are waited for, and given nothing more to do: they watch over the status. */
  #run(program: RegisterProgram): Promise<RegisterHistory> {
    if (!this.#hasControllers) return runProgram(this.#world, this.#subject, program);
    const isOfStatus = ({ does }: RegisterStep) => does === 'status' || does === 'put-status';
    const quiet = program.map((steps) => steps.filter((step) => !isOfStatus(step)));
    return runProgram(this.#world, this.#subject, quiet, (stored) => onceOthersWrote(this.#world.client, stored));
  }

  async #findControllers(): Promise<boolean> {
    const { client, sandbox } = this.#world;
    const stored = await sandbox.create(client, this.#subject.resource, objectFor(this.#subject.resource));
    const written = await onceOthersWrote(client, stored);
    await sandbox.remove(client, stored);
    return written !== undefined;
  }
}
