import { writableParts } from '../../fixtures/generators/writable-parts.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import type { ObservedPatch } from '../../specs/oracles/patch-judge.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Transition } from '../../src/contract/types.ts';
import { inconclusive, pass } from '../../src/outcome.ts';
import { type Case, defineCase } from '../../src/requirement.ts';
import type { Namespace } from '../../src/sandbox/sandbox.ts';
import { targetOf } from '../apply/scenario.ts';
import { condition, hasStatus } from '../apply/status.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { listsAreFree } from './free-lists.ts';
import { judgeStored } from './judge-stored.ts';
import { observePatch, outcomeOfPatch } from './observe-patch.ts';

/** Patches of one object, one after the other. */
interface Series {
  readonly name: string;
  readonly given?: Transition;
  readonly subresource?: string;
  readonly patches: readonly (JsonObject | ((namespace: Namespace) => JsonObject))[];
}

/** Of lists whose items are told apart by a key: those of the kind that may change, the owners, and the status. */
export function* keyedCases(library: Library, subject: Subject): Iterable<Case> {
  const { resource } = subject;
  for (const series of itemsOf(subject)) yield seriesCase(subject, series);
  if (listsAreFree(resource)) yield seriesCase(subject, owners);
  if (hasStatus(library, resource.name)) for (const series of conditions(subject)) yield seriesCase(subject, series);
}

/** The last patch of a series is one that must succeed, so that a refusal before it is of that patch. */
const control: JsonObject = { metadata: { labels: { 'kube-covenant-control': '1' } } };

function seriesCase(subject: Subject, { name, given, subresource, patches }: Series): Case {
  const { resource } = subject;
  return defineCase<readonly ObservedPatch[]>({
    name,
    async gather({ client, sandbox }) {
      const namespace = await sandbox.namespace();
      const stored = await sandbox.create(client, resource, objectFor(resource, given));
      const seen: ObservedPatch[] = [];
      let before = stored.object;
      for (const patch of [...patches, control]) {
        const body = typeof patch === 'function' ? patch(namespace) : patch;
        const path = subresource === undefined || patch === control ? {} : { subresource };
        const observed = await observePatch(client, stored, before, { type: 'strategic', body, ...path });
        seen.push(observed);
        before = observed.after;
      }
      await sandbox.remove(client, stored);
      return seen;
    },
    judge: (seen) => {
      for (const [place, observed] of seen.entries()) {
        const isControl = place === seen.length - 1;
        const target = targetOf(subject, isControl ? undefined : subresource);
        const outcome = outcomeOfPatch((one) => judgeStored(one, target), observed);
        if (outcome.kind === 'pass') continue;
        if (isControl) return inconclusive(`even a label cannot be patched in this way: answer ${observed.status}`);
        if (outcome.kind !== 'violation') return outcome;
        return { ...outcome, reason: `${outcome.reason} (patch ${place + 1} of ${patches.length})` };
      }
      return pass;
    },
  });
}

/** The items of the kind of which a member may change: alone, beside others, and with what is no lawful item. */
function itemsOf({ resource, schemas }: Subject): Series[] {
  return writableParts(resource, schemas).flatMap(({ field, values: [, other = {}] }) => {
    const names = (field.split('[*]')[0] ?? '').split('.');
    const leaf = field.split('[*].')[1];
    const [item] = (valueAt(other, names) ?? []) as unknown[];
    if (leaf === undefined) return [{ name: `${field}/replaced as a whole`, patches: [other] }];
    if (!isObject(item)) return [];
    const { [leaf]: value, ...keys } = item;
    const list = (...items: JsonObject[]) => nested(names, items);
    const order = nested([...names.slice(0, -1), `$setElementOrder/${names.at(-1)}`], [keys]);
    const beside = resource.updatableFields
      ?.find((listed) => listed.field === field)
      ?.transitions.find(({ given }) => ((valueAt(given ?? {}, names) ?? []) as unknown[]).length > 1);
    return [
      { name: `${field}/by its key`, patches: [other, other, list(keys)] },
      { name: `${field}/put in order`, patches: [{ ...order, ...merged(order, other) }] },
      { name: `${field}/without its key`, patches: [list({ [leaf]: value })] },
      { name: `${field}/unknown directive`, patches: [list({ ...item, $patch: 'bogus' })] },
      ...(beside ? [{ name: `${field}/beside another`, given: beside, patches: [other] }] : []),
    ];
  });
}

/** Two patches of the same parent, as one. */
function merged(one: JsonObject, other: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(other).map(([name, value]) => {
      const beside = one[name];
      return [name, isObject(beside) && isObject(value) ? { ...beside, ...merged(beside, value) } : value];
    }),
  );
}

function nested(names: readonly string[], value: unknown): JsonObject {
  const [name = '', ...rest] = names;
  return { [name]: rest.length === 0 ? value : nested(rest, value) };
}

/** The namespace as an owner: it is there as long as the object is. An item keeps what a patch of it leaves out. */
const owners: Series = {
  name: 'owners/by their uid',
  patches: [
    ({ name, uid }) => ({ metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'Namespace', name, uid }] } }),
    { metadata: { ownerReferences: [{ controller: false }] } },
    ({ uid }) => ({ metadata: { ownerReferences: [{ uid, $patch: 'bogus' }] } }),
    ({ uid }) => ({ metadata: { ownerReferences: [{ uid, controller: false }] } }),
    ({ uid }) => ({ metadata: { ownerReferences: [{ uid, controller: null }] } }),
    ({ name, uid }) => ({
      metadata: {
        ownerReferences: [{ $patch: 'replace' }, { apiVersion: 'v1', kind: 'Namespace', name, uid, controller: false }],
      },
    }),
    ({ uid }) => ({ metadata: { ownerReferences: [{ uid, $patch: 'delete' }] } }),
    ({ uid }) => ({ metadata: { ownerReferences: [{ uid, $patch: 'delete' }] } }),
  ],
};

/** Conditions, by their type, through the path of the status. */
function conditions({ schemas }: Subject): Series[] {
  const status = (type: string, value: 'True' | 'False') => ({ status: condition(schemas, type, value) });
  if (!condition(schemas, 'x', 'True')) return [];
  const only = (type: string, more: JsonObject) => ({
    status: { conditions: [{ type: `kube-covenant.example/${type}`, ...more }] },
  });
  return [
    {
      name: 'status/conditions by their type',
      subresource: 'status',
      patches: [
        status('x', 'True'),
        status('y', 'True'),
        only('x', { status: 'False' }),
        only('y', { $patch: 'delete' }),
        { status: { conditions: [{ status: 'True' }] } },
      ],
    },
  ];
}
