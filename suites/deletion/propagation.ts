import type { DeletionAsked } from '../../specs/oracles/deletion-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { query } from '../promises/selection.ts';
import { written } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';
import { ask, type Carrier, carriers, nameOf } from './ask.ts';
import { judgeDeletions } from './judge-deletion.ts';
import { observeDeletions, type SeenDeletion } from './observe-deletion.ts';
import { refusedOptions } from './refused-deletion.ts';
import { heldObject, ownFinalizer } from './subjects.ts';

const both = ['delete', 'deletecollection'];

/** What the object has already that tells the collector what to do. */
const existing = [
  { name: 'none-before', finalizers: [] },
  { name: 'orphan-before', finalizers: ['orphan'] },
  { name: 'foreground-before', finalizers: ['foregroundDeletion'] },
];

const policies = ['Orphan', 'Foreground', 'Background'].map((propagationPolicy) => ({ propagationPolicy }));

/**
 * What becomes of the dependents is the collector's work; what the server owes it is to write down what was asked for, in the
 * finalizers of the object.
 */
export function propagationPolicyIsFollowed(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete.*.propagation-policy-is-followed',
    title: 'Deleting {kind} tells the collector of dependents what the propagation policy says',
    method:
      'Deletes, under each policy and under none, objects with and without finalizers for the collector, in parameters and in the body, and compares the finalizers with the model; a policy that there is not is refused, and deletes nothing.',
    covers: [
      {
        actions: both,
        parts: [...query('propagationPolicy', 'default-by-finalizers'), 'parameter/query/propagationPolicy/value/*'],
      },
    ],
    derivedFrom: written,
    kills: () => [
      'propagation-policy-in-query-ignored',
      'foreground-treated-as-background',
      'unknown-propagation-policy-accepted',
    ],
    *cases(subject, plan) {
      const { resource } = subject;
      const [none = { name: '', finalizers: [] }, ...others] = existing;
      for (const asked of policies) yield policyCase(subject, asked, none, 'query');
      const more = [
        ...policies.map((asked) => ({ asked, had: none, carrier: 'body' as const })),
        ...others.flatMap((had) => [
          { asked: {}, had, carrier: 'query' as const },
          ...policies.flatMap((asked) => carriers.map((carrier) => ({ asked, had, carrier }))),
        ]),
        { asked: {}, had: none, carrier: 'query' as const },
      ];
      for (const { asked, had, carrier } of quickly(plan, `${resource.name} policies`, more, 1))
        yield policyCase(subject, asked, had, carrier);
      yield changedCase(subject);
      for (const policy of quickly(plan, `${resource.name} no policy`, ['Nope', 'foreground', ''], 1))
        for (const carrier of carriers) yield refusedOptions(resource, { propagationPolicy: policy }, carrier);
    },
  });
}

function policyCase(
  { resource }: Subject,
  asked: DeletionAsked,
  { name, finalizers }: (typeof existing)[number],
  carrier: Carrier,
): Case {
  const object = heldObject(resource, [ownFinalizer, ...finalizers]);
  return defineCase<readonly SeenDeletion[]>({
    name: [nameOf(asked), name, ...(Object.keys(asked).length > 0 ? [carrier] : [])].join('/'),
    gather: (world) => observeDeletions(world, resource, object, [ask(asked, carrier)]),
    judge: (seen) => judgeDeletions(resource, seen),
  });
}

/** Deleted again under another policy, that one counts. */
function changedCase({ resource }: Subject): Case {
  return defineCase<readonly SeenDeletion[]>({
    name: 'one-after-another',
    gather: (world) =>
      observeDeletions(
        world,
        resource,
        heldObject(resource),
        policies.map((asked) => ask(asked)),
      ),
    judge: (seen) => judgeDeletions(resource, seen),
  });
}

/** The older of the two options does the same as two of the policies. */
export function orphanDependentsSetsTheFinalizer(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete.*.orphan-dependents-sets-the-finalizer',
    title: 'Deleting {kind} with orphanDependents adds or removes its orphan finalizer',
    method: 'Deletes with true and with false objects that have the finalizer and that have not, and looks at it.',
    covers: [{ actions: both, parts: query('orphanDependents', 'sets-the-orphan-finalizer') }],
    derivedFrom: written,
    kills: () => ['propagation-policy-in-query-ignored'],
    *cases(subject, plan) {
      // Of the other finalizer for the collector the option says nothing.
      const [none = { name: '', finalizers: [] }, orphan = none] = existing;
      for (const orphanDependents of [true, false]) yield policyCase(subject, { orphanDependents }, none, 'query');
      const more = [
        ...[true, false].map((orphanDependents) => ({ orphanDependents, had: none, carrier: 'body' as const })),
        ...carriers.flatMap((carrier) => [
          { orphanDependents: false, had: orphan, carrier },
          { orphanDependents: true, had: orphan, carrier },
        ]),
      ];
      const { name } = subject.resource;
      for (const { orphanDependents, had, carrier } of quickly(plan, `${name} orphans`, more, 1))
        yield policyCase(subject, { orphanDependents }, had, carrier);
    },
  });
}

/** Two options that say what becomes of the dependents exclude one another, even where they say the same. */
export function oneWayToSayWhatBecomesOfDependents(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete.*.one-way-to-say-what-becomes-of-dependents',
    title: 'A deletion of {kind} with both orphanDependents and propagationPolicy is refused',
    method: 'Sends both, in parameters and in the body: refused, nothing is deleted. The policy alone succeeds.',
    covers: [
      {
        actions: both,
        parts: [
          'parameter/query/orphanDependents/rule/not-with-propagation-policy',
          'parameter/query/propagationPolicy/rule/not-with-orphan-dependents',
        ],
      },
    ],
    derivedFrom: written,
    kills: () => ['both-propagation-options-accepted'],
    *cases({ resource }, plan) {
      const pairs = [true, false].flatMap((orphanDependents) =>
        policies.flatMap((policy) =>
          carriers.map((carrier) => ({ options: { ...policy, orphanDependents }, carrier })),
        ),
      );
      for (const { options, carrier } of quickly(plan, `${resource.name} both`, pairs, 2))
        yield refusedOptions(resource, options, carrier);
    },
  });
}
