import { afterTransition, objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, sameJson } from '../../specs/json.ts';
import { judgeGeneration } from '../../specs/oracles/generation.ts';
import type { ObservedWrite } from '../../specs/oracles/update-rules.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Subresource } from '../../src/contract/types.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { pass } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { outcomeOf, read } from './observe-write.ts';
import { type Place, pathOf, withLabel, withMetadata, writeStep, written } from './places.ts';

/** metadata.generation counts the changes of the spec, and nothing else. */
export function generationFollowsSpec(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'metadata.*.generation-follows-spec',
    title: 'The generation of {kind} rises when its spec changes, and with no other write',
    method:
      'In every way writes labels, annotations, nothing, what must be refused, and the status at its own path: the generation stays. Then changes the spec: the generation rises, where the kind has one.',
    covers: [],
    derivedFrom: written,
    kills: ({ minimal }) => ('spec' in minimal ? ['generation-rises-without-spec-change'] : []),
    *cases(subject) {
      const { resource } = subject;
      for (const way of ways) {
        yield metadataCase(subject, way);
        for (const place of statusesOf(resource)) yield statusCase(subject, place, way);
        if (isObject(resource.minimal['spec'])) yield specCase(subject, way);
      }
    },
  });
}

/** Writes that leave the spec as it is: a label, an annotation, nothing, and what must be refused. */
const besideTheSpec: readonly ((object: JsonObject) => JsonObject)[] = [
  (object) => withLabel(object, 'covenant', 'written'),
  (object) => withMetadata(object, { annotations: { covenant: 'written' } }),
  (object) => object,
  (object) => withLabel(object, 'covenant', 'no label value!'),
];

function metadataCase(subject: Subject, way: Way): Case {
  return defineCase<readonly ObservedWrite[]>({
    name: `metadata/${way.name}`,
    async gather(world) {
      const stored = await world.sandbox.create(world.client, subject.resource, objectFor(subject.resource));
      const seen: ObservedWrite[] = [];
      for (const [step, change] of besideTheSpec.entries()) {
        const before = await read(world.client, stored.path);
        const wanted = change(before);
        seen.push(await observe(world, subject, { name: 'object' }, way, stored, before, wanted, `step-${step}`));
      }
      await world.sandbox.remove(world.client, stored);
      return seen;
    },
    judge,
  });
}

/** The subresources that write a status of which the contract has lawful values. */
function statusesOf({ subresources = [] }: Resource): Place[] {
  return subresources
    .filter(({ writes, values = [] }) => writes === 'status' && values.length > 0)
    .map((subresource) => ({ name: subresource.name, subresource }));
}

/** Times that a write is made anew because another client wrote in between. */
const attempts = 4;

function statusCase(subject: Subject, place: Place, way: Way): Case {
  return defineCase<readonly ObservedWrite[]>({
    name: `${place.name}/${way.name}`,
    async gather(world) {
      const stored = await world.sandbox.create(world.client, subject.resource, objectFor(subject.resource));
      const tried = async () => {
        const before = await read(world.client, stored.path);
        const wanted = withStatus(before, place.subresource);
        return observe(world, subject, place, way, stored, before, wanted, 'status');
      };
      let observed = await tried();
      // A controller's write in between is no reason to give up.
      for (let again = 1; observed.status === 409 && again < attempts; again++) observed = await tried();
      await world.sandbox.remove(world.client, stored);
      if (observed.status !== 200)
        throw new InconclusiveError(`the status cannot be written: answer ${observed.status}`);
      return [observed];
    },
    judge,
  });
}

/** The object with the first lawful status that its contract knows, laid over the one that it has. */
export function withStatus(object: JsonObject, subresource: Subresource | undefined): JsonObject {
  const [value = {}] = subresource?.values ?? [];
  return { ...object, status: { ...(isObject(object['status']) ? object['status'] : {}), ...value } };
}

/** The first listed change of the spec that this way can say and the server makes. */
function specCase(subject: Subject, way: Way): Case {
  return defineCase<readonly ObservedWrite[]>({
    name: `spec/${way.name}`,
    async gather(world) {
      const { client, sandbox } = world;
      const { resource } = subject;
      for (const { field, transitions } of resource.updatableFields ?? []) {
        if (!field.startsWith('spec.')) continue;
        for (const transition of transitions) {
          const stored = await sandbox.create(client, resource, objectFor(resource, transition));
          const before = await read(client, stored.path);
          const wanted = afterTransition(before, field, transition);
          const body = way.body(before, wanted, subject.schemas);
          const observed =
            body === undefined
              ? undefined
              : await observe(world, subject, { name: 'object' }, way, stored, before, wanted, 'spec');
          await sandbox.remove(client, stored);
          if (observed && !sameJson(before['spec'], observed.after['spec'])) return [observed];
        }
      }
      throw new InconclusiveError('no listed change of the spec is made');
    },
    judge,
  });
}

async function observe(
  { client }: World,
  { schemas }: Subject,
  place: Place,
  way: Way,
  stored: StoredObject,
  before: JsonObject,
  wanted: JsonObject,
  step: string,
): Promise<ObservedWrite> {
  const body = way.body(before, wanted, schemas);
  const answer = await writeStep(client, way, pathOf(stored, place), body, step);
  const after = await read(client, stored.path);
  return { field: 'metadata.generation', before, wanted, status: answer.status, answer: answer.body, after };
}

function judge(seen: readonly ObservedWrite[]) {
  return seen.map((observed) => outcomeOf(judgeGeneration, observed)).find(({ kind }) => kind !== 'pass') ?? pass;
}
