import type { Answer, Client } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Plan, Requirement } from '../../src/requirement.ts';
import { ways } from '../../src/ways/index.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { sampledWays } from '../update-rules/sampling.ts';
import { sampledPlaces } from './sampled-places.ts';
import { type Parameter, parameter, withParameter } from './with-parameter.ts';
import { type WrongValues, wrongCreationCase, wrongDeletionCase, wrongWriteCase } from './wrong-values.ts';

/** Whoever asks for a dry run in words that the server does not know wants anything but the real thing. */
export function unknownDryRunIsRefused(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'dry-run.*.unknown-value-is-refused',
    title: 'A request about {kind} with an unknown value of dryRun is refused and does nothing',
    method:
      'Sends unknown values with each kind of write, alone and beside a known one, in the query and in the body of a deletion, and reads back. The same with dryRun=All must succeed. An empty value should be refused too.',
    covers: [{ subresource: '*', parts: ['parameter/query/dryRun/rule/unknown-value-refused'] }],
    derivedFrom: written,
    kills: () => ['unknown-dry-run-accepted', 'unknown-dry-run-deletes'],
    *cases(subject, plan) {
      const values = valuesFor(plan);
      yield wrongCreationCase(subject, valuesFor(plan, 'creation'));
      for (const place of sampledPlaces(plan, subject.resource))
        for (const way of sampledWays(plan, `unknown-dry-run ${place.name}`, ways))
          yield wrongWriteCase(subject, place, way, values);
      yield wrongDeletionCase(subject, 'query', deleteByQuery, values);
      yield wrongDeletionCase(subject, 'body', deleteByBody, values);
      yield wrongDeletionCase(subject, 'collection', deleteCollection, values);
    },
  });
}

const unknown = [['Nope'], ['all'], ['true'], ['None'], ['All,All'], ['All', 'Nope'], ['Nope', 'All'], ['All', '']];

/** Quick effort tries one of the values, another with each seed, and the empty one of a creation alone. */
function valuesFor({ effort, seed }: Plan, isCreation?: 'creation'): WrongValues {
  const isQuick = effort === 'quick';
  const sampled = isQuick ? unknown.slice(seed % unknown.length).slice(0, 1) : unknown;
  return {
    wrong: [...sampled, ...(isQuick && isCreation === undefined ? [] : [['']])].map((values) =>
      parameter('dryRun', ...values),
    ),
    right: parameter('dryRun', 'All'),
    // An empty value might as well be none: kube-apiserver refuses it (recordings, `request-options` step 5).
    lenient: ({ values }) => values.every((value) => value === ''),
  };
}

const policy = 'propagationPolicy=Background';

function deleteByQuery(client: Client, path: string, asked: Parameter): Promise<Answer> {
  return client.send({ method: 'DELETE', path: `${path}?${withParameter(policy, asked)}` });
}

function deleteByBody(client: Client, path: string, { values }: Parameter): Promise<Answer> {
  const body = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background', dryRun: values };
  return client.send({ method: 'DELETE', path, body });
}

/** The collection, of which the selector leaves the one object. */
function deleteCollection(client: Client, path: string, asked: Parameter): Promise<Answer> {
  const [collection, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
  const query = withParameter(`${policy}&fieldSelector=metadata.name%3D${name}`, asked);
  return client.send({ method: 'DELETE', path: `${collection}?${query}` });
}
