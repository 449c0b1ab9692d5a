import type { JsonObject } from '../../specs/json.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Outcome, pass } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { query } from '../promises/selection.ts';
import { written } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';
import { type AskedDeletion, ask, type Carrier, carriers, nameOf } from './ask.ts';
import { judgeDeletion, judgeDeletions } from './judge-deletion.ts';
import { observeDeletions, type SeenDeletion } from './observe-deletion.ts';
import { judgeRefusedDeletion, refusedOptions } from './refused-deletion.ts';
import { boundObject, heldObject, ownFinalizer } from './subjects.ts';

const both = ['delete', 'deletecollection'];

/** An object is given the time that was asked for, which may become less and never more. */
export function gracePeriodIsKept(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete.*.grace-period-is-kept',
    title:
      'Deleting {kind} gives it the grace period asked for: none with zero, its own without one, and never more later',
    method:
      'Deletes with several periods, in parameters and in the body, and looks at deletionTimestamp and deletionGracePeriodSeconds; deletes what is being deleted once more, with longer and shorter periods: the end may come sooner, never later. A Pod is bound to a node that is not there, so that it is given time.',
    covers: [{ actions: both, parts: query('gracePeriodSeconds', 'zero-is-at-once', 'default-of-the-object') }],
    derivedFrom: written,
    kills: ({ kind }) => [
      'second-delete-moves-deletion-later',
      'longer-grace-lengthens',
      ...(kind === 'Pod' ? (['grace-period-ignored'] as const) : []),
    ],
    *cases(subject, plan) {
      const { resource } = subject;
      const held = heldObject(resource);
      for (const carrier of quickly(plan, `${resource.name} zero`, carriers, 1))
        yield graceCase(subject, `zero/${carrier}`, held, [ask({ ...background, gracePeriodSeconds: 0 }, carrier)]);
      yield graceCase(subject, 'again', held, again);
      const bound = boundObject(subject);
      if (!bound) return;
      yield graceCase(subject, 'bound/own-period', bound, [ask({})]);
      for (const carrier of quickly(plan, `${resource.name} bound`, carriers, 1)) {
        yield graceCase(subject, `bound/shorter/${carrier}`, bound, [ask({ gracePeriodSeconds: 5 }, carrier)]);
        for (const { name, seconds } of quickly(plan, `grace ${carrier}`, more, 1))
          yield graceCase(subject, `bound/${name}/${carrier}`, bound, [ask({ gracePeriodSeconds: seconds }, carrier)]);
      }
      yield graceCase(subject, 'bound/again', bound, again);
      yield graceCase(subject, 'bound/held', boundObject(subject, [ownFinalizer]) ?? bound, again);
    },
  });
}

const background = { propagationPolicy: 'Background' } as const;

const more = [
  { name: 'longer', seconds: 600 },
  { name: 'none', seconds: 0 },
];

/** One deletion after another of the same object. */
const again: readonly AskedDeletion[] = [
  ask({ ...background, gracePeriodSeconds: 30 }),
  ask({ ...background, gracePeriodSeconds: 600 }),
  ask(background),
  ask({ ...background, gracePeriodSeconds: 600 }, 'body'),
  ask({ ...background, gracePeriodSeconds: 20 }),
  ask({ ...background, gracePeriodSeconds: 0 }, 'body'),
];

function graceCase({ resource }: Subject, name: string, object: JsonObject, deletions: readonly AskedDeletion[]): Case {
  return defineCase<readonly SeenDeletion[]>({
    name,
    gather: (world) => observeDeletions(world, resource, object, deletions),
    judge: (seen) => judgeDeletions(resource, seen),
  });
}

/** A period that is negative, or no number, is refused, or at least never what the object is given. */
export function gracePeriodIsNotNegative(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete.*.grace-period-is-not-negative',
    title: 'A negative grace period is never what {kind} is given',
    method:
      'Deletes with negative periods: refused, and nothing changes, or the object goes as if given none, or the least that there is. Periods that are no whole number are refused.',
    covers: [{ actions: both, parts: ['parameter/query/gracePeriodSeconds/limit/minimum'] }],
    derivedFrom: written,
    kills: () => ['negative-grace-kept'],
    *cases(subject, plan) {
      const { resource } = subject;
      const object = boundObject(subject, [ownFinalizer]) ?? heldObject(resource);
      const tried = carriers.flatMap((carrier) => [-1, -5, -2147483649].map((seconds) => ({ carrier, seconds })));
      for (const { carrier, seconds } of quickly(plan, `${resource.name} negative`, tried, 1))
        yield negativeCase(subject, object, seconds, carrier);
      for (const seconds of quickly(plan, `${resource.name} no number`, ['abc', '1.5', '9223372036854775808'], 1))
        yield refusedOptions(resource, { gracePeriodSeconds: seconds }, 'query');
    },
  });
}

function negativeCase({ resource }: Subject, object: JsonObject, gracePeriodSeconds: number, carrier: Carrier): Case {
  const asked = { ...background, gracePeriodSeconds };
  return defineCase<readonly SeenDeletion[]>({
    name: `${nameOf({ gracePeriodSeconds })}/${carrier}`,
    gather: (world) => observeDeletions(world, resource, object, [ask(asked, carrier)]),
    judge: ([seen]) => (seen ? judgeNegative(resource, seen) : pass),
  });
}

function judgeNegative(resource: Subject['resource'], seen: SeenDeletion): Outcome {
  if (seen.answer.status < 400) return judgeDeletion(resource, seen);
  const owed = { statuses: [400, 422] };
  return judgeRefusedDeletion('a deletion with a negative period', { ...seen, control: seen.found, owed });
}
