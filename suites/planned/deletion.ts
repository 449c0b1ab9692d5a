import { query } from '../promises/selection.ts';
import { plannedChapter } from './planned.ts';

const both = ['delete', 'deletecollection'];
const collection = ['deletecollection'];

/** Deletion of one object and of many. */
export const plannedDeletion = plannedChapter('deletion', 'Deletion', [
  {
    id: 'delete.*.object-is-gone',
    title: 'Deleting {kind} answers 200 with the object, and afterwards it is gone',
    method: 'Deletes, compares the answer with the object, and reads it until it answers 404.',
    covers: [{ actions: ['delete'], parts: ['', 'status/200', 'status/200/body/*'] }],
  },
  {
    id: 'delete.*.unfinished-is-202',
    title:
      'Deleting {kind} that something still holds is answered 202 where the caller asked to wait for its dependents',
    method: 'Deletes an object with a finalizer in the foreground, and takes the finalizer away afterwards.',
    covers: [{ actions: ['delete'], parts: ['status/202', 'status/202/body/*'] }],
  },
  {
    id: 'delete.*.options-come-in-the-body',
    title: 'The options of a deletion of {kind} may come in the body',
    method: 'Sends each option in the body and as a parameter, and compares what they do.',
    covers: [{ actions: both, parts: ['body', 'body/*'] }],
  },
  {
    id: 'delete.*.grace-period-is-kept',
    title: 'Deleting {kind} gives it the grace period asked for: none with zero, its own without one',
    method: 'Deletes with several periods, and looks at the deletion times of the object.',
    covers: [{ actions: both, parts: query('gracePeriodSeconds', 'zero-is-at-once', 'default-of-the-object') }],
  },
  {
    id: 'delete.*.grace-period-is-not-negative',
    title: 'A negative grace period is never what {kind} is given',
    method: 'Deletes with negative periods, and looks at the answer and the object.',
    covers: [{ actions: both, parts: ['parameter/query/gracePeriodSeconds/limit/minimum'] }],
  },
  {
    id: 'delete.*.propagation-policy-is-followed',
    title: 'Deleting {kind} treats its dependents as the propagation policy says',
    method: 'Deletes under each policy and under none, and looks at the finalizers and the dependents.',
    covers: [
      {
        actions: both,
        parts: [...query('propagationPolicy', 'default-by-finalizers'), 'parameter/query/propagationPolicy/value/*'],
      },
    ],
  },
  {
    id: 'delete.*.orphan-dependents-sets-the-finalizer',
    title: 'Deleting {kind} with orphanDependents adds or removes its orphan finalizer',
    method: 'Deletes with true and with false, and looks at the finalizers.',
    covers: [{ actions: both, parts: query('orphanDependents', 'sets-the-orphan-finalizer') }],
  },
  {
    id: 'delete.*.one-way-to-say-what-becomes-of-dependents',
    title: 'A deletion of {kind} with both orphanDependents and propagationPolicy is refused',
    method: 'Sends both, and each alone, which must succeed.',
    covers: [
      {
        actions: both,
        parts: [
          'parameter/query/orphanDependents/rule/not-with-propagation-policy',
          'parameter/query/propagationPolicy/rule/not-with-orphan-dependents',
        ],
      },
    ],
  },
  {
    id: 'delete-collection.*.deletes-what-matches',
    title: 'Deleting a collection deletes every one that the selectors choose, and no other of the {kinds}',
    method: 'Deletes by labels and by fields, reads what is left; a broken selector must delete nothing.',
    covers: [
      {
        actions: collection,
        parts: [
          ...['', 'status/200', 'status/200/body/*'],
          ...query('labelSelector', 'everything-by-default'),
          ...query('fieldSelector', 'everything-by-default'),
        ],
      },
    ],
  },
  {
    id: 'delete-collection.*.goes-in-parts',
    title: 'Deleting a collection of {kinds} with a limit deletes no more than that, and a token goes on from there',
    method: 'Deletes in parts, and counts what is left after each.',
    covers: [
      {
        actions: collection,
        parts: [
          ...query('limit', 'continue-when-there-are-more', 'consistent-snapshot'),
          ...query('continue', 'same-query', 'expired-token-is-gone'),
        ],
      },
    ],
  },
  {
    id: 'delete-collection.*.takes-the-options-of-a-list',
    title: 'Deleting a collection of {kinds} takes a resourceVersion, how to match it, and a time limit as a list does',
    method: 'Deletes with each value that a list takes and with some that it refuses, and reads what is left.',
    covers: [
      {
        actions: collection,
        parts: [
          ...query('resourceVersion', 'constrains-the-state'),
          ...query('resourceVersionMatch', 'says-how-to-match'),
          ...query('timeoutSeconds', 'bounds-the-call'),
        ],
      },
    ],
  },
]);
