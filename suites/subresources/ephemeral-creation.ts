import { objectFor } from '../../fixtures/transitions.ts';
import { touches } from '../../specs/field-path.ts';
import { type JsonObject, valueAt } from '../../specs/json.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { coveredBy } from '../promises/selection.ts';
import { container, field, withContainers } from './ephemeral-writes.ts';

const ephemeral = coveredBy([{ subresource: 'ephemeralcontainers', parts: [''] }]);

/** Nothing is created with ephemeral containers: they are for what runs already. */
export function ephemeralContainersAreNotCreated(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'ephemeral-containers.*.not-on-create',
    title: 'Creating {kind} with ephemeral containers is refused',
    method:
      'Creates an object with ephemeral containers, expects a refusal that names them, looks for the object, and creates the same one without them.',
    covers: [],
    derivedFrom: [{ actions: ['post'], parts: [''] }],
    about: ({ name }) => ephemeral(library, name).length > 0,
    kills: () => ['create-accepts-ephemeral-containers'],
    *cases(subject) {
      yield creationCase('one', subject, [container('debugger')]);
      yield creationCase('two', subject, [container('debugger'), container('second-debugger')]);
    },
  });
}

interface Observation {
  readonly status: number;
  readonly answer: unknown;
  /** The status of the answer when the object is looked for. */
  readonly found: number;
}

function creationCase(name: string, subject: Subject, containers: readonly JsonObject[]): Case {
  return defineCase<Observation>({
    name,
    cell: { kind: subject.resource.kind, field, way: 'create' },
    gather: (world) => createWith(world, subject, containers),
    judge,
  });
}

async function createWith(
  { client, sandbox }: World,
  { resource }: Subject,
  containers: readonly JsonObject[],
): Promise<Observation> {
  const object = objectFor(resource);
  // The control first: without it a refusal says nothing of the containers.
  await sandbox.remove(client, await sandbox.create(client, resource, object));
  const { place, answer, stored } = await sandbox.createBy(resource, ({ collection, name, namespace }) => {
    const metadata = { name, namespace };
    const body = { ...withContainers(object, () => containers), metadata };
    return client.send({ method: 'POST', path: collection, body });
  });
  const found = await client.send({ method: 'GET', path: place.path });
  if (stored) await sandbox.remove(client, stored);
  return { status: answer.status, answer: answer.body, found: found.status };
}

function judge({ status, answer, found }: Observation): Outcome {
  const expected = `refused with 422 that names ${field}, and nothing is created`;
  const said = `answer ${status}; the object is ${found === 404 ? 'not there' : 'there'} afterwards (${found})`;
  const broken = (reason: string, actual: string): Outcome => violation({ reason, expected, actual });
  if (status < 300) return broken('an object is created with ephemeral containers', said);
  if (found === 200) return broken('the creation was refused, and yet the object is there', said);
  const causes = valueAt(answer, ['details', 'causes']);
  if (status !== 422 || !Array.isArray(causes))
    return inconclusive(`refused for another reason: ${status} ${explain(answer)}`);
  const named = causes.map((cause) => String(valueAt(cause, ['field']) ?? ''));
  if (named.some((one) => touches(one, field))) return pass;
  return broken('the refusal names another field', `answer ${status}, which names ${named.join(' and ')}`);
}
