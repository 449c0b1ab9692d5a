import type { EphemeralStep } from '../../fixtures/generators/ephemeral-containers.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { refused, type TransitionAnswer } from '../../specs/oracles/transitions/answer.ts';
import {
  ephemeralContainersAnswer,
  withEphemeralContainers,
  withSorted,
} from '../../specs/oracles/transitions/ephemeral-containers.ts';
import { judgeTransition } from '../../specs/oracles/transitions/judge.ts';
import type { Judgement, ObservedWrite } from '../../specs/oracles/update-rules.ts';
import { inconclusive, type Outcome, pass } from '../../src/outcome.ts';
import type { World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import type { Way } from '../../src/ways/index.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { controlWrite, observeWrite, outcomeOf } from '../update-rules/observe-write.ts';

export const field = 'spec.ephemeralContainers';

const subresource = 'ephemeralcontainers';

/** One write: what the object is to be, and whether it goes to the object itself instead of the subresource. */
export interface EphemeralWrite {
  readonly to?: 'object';
  wanted(stored: JsonObject): JsonObject;
}

/** Makes an object and writes to it, one write after the other, up to the first that goes wrong. */
export async function writeInTurn(
  { client, sandbox }: World,
  { resource, schemas }: Subject,
  writes: readonly EphemeralWrite[],
  way: Way,
): Promise<Outcome> {
  const stored = await sandbox.create(client, resource, objectFor(resource));
  let now = stored.object;
  let outcome: Outcome = pass;
  for (const write of writes) {
    const at = write.to === 'object' ? {} : { subresource };
    const current = { ...stored, object: now };
    const observed = await observeWrite(client, way, current, field, write.wanted, schemas, at);
    const answer = answerTo(write, observed);
    outcome = outcomeOf((seen) => judge(answer, seen), observed);
    if (outcome.kind === 'pass' && !answer.updated) {
      const status = await control(client, { ...stored, object: observed.after }, write);
      if (status !== 200) outcome = inconclusive(`even what is lawful cannot be written in this way: answer ${status}`);
    }
    if (outcome.kind !== 'pass' || !answer.updated) break;
    now = observed.after;
  }
  await sandbox.remove(client, stored);
  return outcome;

  /** The nearest valid write: another container through the subresource, a label at the object itself. */
  async function control(over: World['client'], as: StoredObject, { to }: EphemeralWrite): Promise<number> {
    if (to === 'object') return (await controlWrite(over, way, as, as.object, schemas)).status;
    const add = (object: JsonObject) => withContainers(object, (list) => [...list, container('kube-covenant-control')]);
    return (await observeWrite(over, way, as, field, add, schemas, { subresource })).status;
  }
}

function answerTo({ to }: EphemeralWrite, { before, wanted }: ObservedWrite): TransitionAnswer {
  return to === 'object'
    ? refused('ephemeral containers are written through their subresource alone', field)
    : ephemeralContainersAnswer(before, wanted);
}

/** Judges a write by what it says of the ephemeral containers: it says nothing of anything else, and nothing of their order. */
function judge(answer: TransitionAnswer, observed: ObservedWrite): Judgement {
  const { before, wanted, after } = observed;
  return judgeTransition(answer, {
    ...observed,
    before: withSorted(before),
    wanted: withEphemeralContainers(before, wanted, after),
    after: withSorted(after),
    answer: isObject(observed.answer) ? withSorted(observed.answer) : observed.answer,
  });
}

/** A step as a write. */
export function writeOf(step: EphemeralStep): EphemeralWrite {
  return { wanted: (stored) => withContainers(stored, (list) => after(step, list)) };
}

function after(step: EphemeralStep, list: readonly JsonObject[]): JsonObject[] {
  if ('add' in step) {
    const added = step.add.map((name) => container(name));
    return step.where === 'before' ? [...added, ...list] : [...list, ...added];
  }
  if ('takeAway' in step) return list.filter(({ name }) => name !== step.takeAway);
  return list.map((one) => (one['name'] === step.change ? { ...one, image: 'registry.invalid/changed:2' } : one));
}

/** An ephemeral container; the server fills in the rest. */
export function container(name: string, members: JsonObject = {}): JsonObject {
  return { name, image: 'registry.invalid/debugger:1', ...members };
}

/** The object with other ephemeral containers. */
export function withContainers(
  object: JsonObject,
  change: (list: readonly JsonObject[]) => readonly JsonObject[],
): JsonObject {
  const list = valueAt(object, ['spec', 'ephemeralContainers']);
  const spec = isObject(object['spec']) ? object['spec'] : {};
  return {
    ...object,
    spec: { ...spec, ephemeralContainers: change(Array.isArray(list) ? list.filter(isObject) : []) },
  };
}
