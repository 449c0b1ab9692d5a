import { ephemeralSteps } from '../../fixtures/generators/ephemeral-containers.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Outcome } from '../../src/outcome.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase, type Plan, type Requirement } from '../../src/requirement.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { completeWays, type Way } from '../../src/ways/index.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { container, type EphemeralWrite, field, withContainers, writeInTurn, writeOf } from './ephemeral-writes.ts';

const written = ['', 'rule/status-is-replaced', 'body', 'status/200', 'status/200/body/*'];
const patches = [
  'body/application/json-patch+json',
  'body/application/merge-patch+json',
  'body/application/strategic-merge-patch+json',
];

const kills: readonly FaultId[] = [
  'ephemeral-container-change-accepted',
  'ephemeral-containers-answers-other-kind',
  'ephemeral-containers-endpoint-writes-other-fields',
  'main-endpoint-accepts-ephemeral-containers',
  'second-ephemeral-container-lost',
  'subresource-patch-treated-as-status-write',
];

/** Ephemeral containers, written as a whole. */
export function ephemeralContainersArePut(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'ephemeral-containers.*.put-appends',
    title: 'A PUT to the ephemeral containers of {kind} adds containers, and changes nothing else',
    method: 'Adds a container, then tries to change and to remove it, and compares the whole object each time.',
    covers: [{ actions: ['put'], subresource: 'ephemeralcontainers', parts: [...written, 'body/application/json'] }],
    kills: () => kills,
    cases: (subject, plan) => casesIn(plan, subject, 'PUT'),
  });
}

/** Ephemeral containers, patched. */
export function ephemeralContainersArePatched(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'ephemeral-containers.*.patch-appends',
    title: 'A patch of the ephemeral containers of {kind} adds containers, and changes nothing else',
    method: 'Adds a container in every patch type, then tries to change and to remove it.',
    covers: [{ actions: ['patch'], subresource: 'ephemeralcontainers', parts: [...written, ...patches] }],
    kills: () => kills,
    cases: (subject, plan) => casesIn(plan, subject, 'PATCH'),
  });
}

const one = writeOf({ add: ['debugger'], where: 'behind' });
const another = writeOf({ add: ['second-debugger'], where: 'behind' });
const changed = writeOf({ change: 'debugger' });
const gone = writeOf({ takeAway: 'debugger' });
const others: EphemeralWrite = { wanted: withOtherFields };

/** Writes in turn; the last is the one that each is about. */
const examples: Readonly<Record<string, readonly EphemeralWrite[]>> = {
  'add-the-first': [one],
  'add-a-second': [one, another],
  'add-two-at-once': [writeOf({ add: ['debugger', 'second-debugger'], where: 'behind' })],
  'add-before-others': [one, writeOf({ add: ['second-debugger'], where: 'before' })],
  'add-one-for-a-container': [{ wanted: withTarget }],
  'add-beside-other-fields': [{ wanted: (stored) => withOtherFields(one.wanted(stored)) }],
  'write-other-fields-alone': [one, others],
  'change-one': [one, changed],
  'change-one-of-two': [one, another, changed],
  'take-one-away': [one, gone],
  'take-one-of-two-away': [one, another, gone],
  'replace-one': [one, { wanted: (stored) => withContainers(stored, () => [container('second-debugger')]) }],
  'add-one-without-an-image': [
    { wanted: (stored) => withContainers(stored, (list) => [...list, container('debugger', { image: '' })]) },
  ],
  'add-one-with-the-name-of-a-container': [
    { wanted: (stored) => withContainers(stored, (list) => [...list, container(nameOfFirst(stored))]) },
  ],
  'add-to-the-object-itself': [{ ...one, to: 'object' }],
  'change-in-the-object-itself': [one, { ...changed, to: 'object' }],
  'take-away-from-the-object-itself': [one, { ...gone, to: 'object' }],
};

function* casesIn(plan: Plan, subject: Subject, method: Way['method']): Iterable<Case> {
  const ways = completeWays.filter((way) => way.method === method);
  for (const [name, writes] of Object.entries(examples))
    for (const way of ways) yield exampleCase(name, subject, writes, way);
  const sampled = plan.effort === 'quick' ? ways.slice(plan.seed % ways.length).slice(0, 1) : ways;
  for (const way of sampled) yield propertyCase(subject, way);
}

function exampleCase(name: string, subject: Subject, writes: readonly EphemeralWrite[], way: Way): Case {
  return defineCase<Outcome>({
    name: `${name}/${way.name}`,
    cell: cellOf(subject, way),
    gather: (world) => writeInTurn(world, subject, writes, way),
    judge: (outcome) => outcome,
  });
}

function propertyCase(subject: Subject, way: Way): Case {
  return defineCase<PropertyResult>({
    name: `any/${way.name}`,
    cell: cellOf(subject, way),
    gather: (world) =>
      checkProperty(world, ephemeralSteps(), async (steps) => {
        const outcome = await writeInTurn(world, subject, steps.map(writeOf), way);
        return wrongIn(outcome);
      }),
    judge: (result) => propertyOutcome(result, 'new containers are added, and those there are stay as they are'),
  });
}

function cellOf({ resource }: Subject, way: Way) {
  return { kind: resource.kind, subresource: 'ephemeralcontainers', field, way: way.name };
}

/** Another image and another label: lawful at the object itself, and not written here. */
function withOtherFields(stored: JsonObject): JsonObject {
  const [first, ...rest] = containersOf(stored);
  const metadata = isObject(stored['metadata']) ? stored['metadata'] : {};
  const labels = isObject(metadata['labels']) ? metadata['labels'] : {};
  return {
    ...stored,
    metadata: { ...metadata, labels: { ...labels, 'kube-covenant.example/label': 'beside' } },
    spec: {
      ...(isObject(stored['spec']) ? stored['spec'] : {}),
      containers: [{ ...first, image: 'registry.invalid/beside:2' }, ...rest],
    },
  };
}

function withTarget(stored: JsonObject): JsonObject {
  const targeted = container('debugger', { targetContainerName: nameOfFirst(stored) });
  return withContainers(stored, (list) => [...list, targeted]);
}

function nameOfFirst(stored: JsonObject): string {
  return String(containersOf(stored)[0]?.['name'] ?? '');
}

function containersOf(stored: JsonObject): JsonObject[] {
  const list = valueAt(stored, ['spec', 'containers']);
  return Array.isArray(list) ? list.filter(isObject) : [];
}
