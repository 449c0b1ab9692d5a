import { isObject } from '../../specs/json.ts';
import { pendingEnd } from '../../specs/oracles/deletion-rules.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { metadataOf, written } from '../update-rules/places.ts';
import { type AskedDeletion, ask, nameOf } from './ask.ts';
import { firstOther, judgeDeletion } from './judge-deletion.ts';
import { metadataPatch, observeDeletion, release, type SeenDeletion, untilGone } from './observe-deletion.ts';
import { heldObject } from './subjects.ts';

const deletions = [
  ask({ orphanDependents: false }),
  ask({ propagationPolicy: 'Background' }, 'body'),
  ask({ gracePeriodSeconds: 0, propagationPolicy: 'Background' }),
];

/** A deletion that something holds up is accepted all the same, and done when that lets go. */
export function unfinishedIsAccepted(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete.*.unfinished-is-202',
    title: 'Deleting {kind} that a finalizer holds is answered 200 or 202; it stays, being deleted, until that lets go',
    method:
      'Deletes an object with a finalizer in several ways: it is still there and shows that it is being deleted, takes a label, and is gone when the finalizer is taken off. With orphanDependents=false kube-apiserver answers 202; 200 is an advisory.',
    covers: [{ actions: ['delete'], parts: ['status/202', 'status/202/body/*'] }],
    derivedFrom: written,
    kills: () => ['finalizers-ignored-on-delete', 'held-delete-answers-conflict', 'held-delete-never-ends'],
    *cases(subject) {
      for (const deletion of deletions) yield unfinishedCase(subject, deletion);
    },
  });
}

export interface Unfinished {
  readonly seen: SeenDeletion;
  readonly labelled: Answer;
  /** The answer to taking the finalizer off, and what a GET says at last. */
  readonly freed: Answer;
  readonly last: Answer;
}

function unfinishedCase({ resource }: Subject, deletion: AskedDeletion): Case {
  return defineCase<Unfinished>({
    name: nameOf(deletion.asked),
    async gather(world) {
      const { client, sandbox } = world;
      const began = performance.now();
      const stored = await sandbox.create(client, resource, heldObject(resource));
      const seen = await observeDeletion(client, stored.path, stored.object, deletion, began);
      const labelled = await client.send(metadataPatch(stored, { labels: { covenant: 'written' } }));
      const freed = await client.send(metadataPatch(stored, { finalizers: null }));
      const last = await client.send({ method: 'GET', path: stored.path });
      // Where it is given time as well, that has to pass: it is asked to end at once instead.
      if (last.status === 200) await release(world, stored);
      const end = last.status === 200 ? await untilGone(client, stored.path) : last;
      if (last.status !== 200) await release(world, stored, last.status === 404);
      return { seen, labelled, freed, last: mayLinger(last) ? end : last };
    },
    judge: (unfinished) =>
      firstOther([judgeDeletion(resource, unfinished.seen), judgeReleased(unfinished), judgeAccepted(unfinished.seen)]),
  });
}

/** Whether it is still there because it was given time to end. */
function mayLinger({ body }: Answer): boolean {
  return isObject(body) && (pendingEnd(body)?.grace ?? 0) > 0;
}

/** What is being deleted can be written to, and is gone when nothing holds it. */
export function judgeReleased({ labelled, freed, last }: Pick<Unfinished, 'labelled' | 'freed' | 'last'>): Outcome {
  const expected = 'it takes a label, and is gone when its last finalizer is taken off';
  const broken = (reason: string, { status, body }: Answer) =>
    violation({ reason, expected, actual: `answer ${status}${status < 400 ? '' : `: ${explain(body)}`}` });
  for (const { status } of [labelled, freed]) if (status >= 500) return inconclusive(`a write is answered ${status}`);
  if (labelled.status !== 200) return broken('an object that is being deleted does not take a label', labelled);
  const { labels } = metadataOf(isObject(labelled.body) ? labelled.body : {});
  if (!JSON.stringify(labels ?? {}).includes('written'))
    return broken('an object that is being deleted does not show the label that it was given', labelled);
  if (freed.status !== 200) return broken('the last finalizer of what is being deleted cannot be taken off', freed);
  if (last.status === 404) return pass;
  if (last.status >= 500) return inconclusive(`a GET is answered ${last.status}`);
  return broken('an object that is being deleted stays when its last finalizer is taken off', last);
}

/** kube-apiserver says by 202 that it is not done, where the caller asked for the dependents to go (seen of 1.33 and 1.34). */
export function judgeAccepted({ asked, answer }: Pick<SeenDeletion, 'asked' | 'answer'>): Outcome {
  if (asked.orphanDependents !== false || answer.status === 202) return pass;
  return advisory({
    reason: 'a deletion that is not done is answered as if it were',
    expected: '202 with orphanDependents=false while a finalizer holds the object',
    actual: `answer ${answer.status}`,
  });
}
