import { objectFor } from '../../fixtures/transitions.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Outcome, unsupported } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement, type World } from '../../src/requirement.ts';
import { ways } from '../../src/ways/index.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { sampledWays } from '../update-rules/sampling.ts';
import { sampledPlaces } from './sampled-places.ts';
import { parameter } from './with-parameter.ts';
import { type WrongValues, wrongCreationCase, wrongWriteCase } from './wrong-values.ts';

/** Whoever asks for a check that there is none of is told so. */
export function unknownValidationIsRefused(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'field-validation.*.unknown-value-is-refused',
    title: 'A write of {kind} with an unknown value of fieldValidation is refused and does nothing',
    method:
      'Sends unknown values with a creation and in every way of writing, and reads back; the same with Strict must be taken. Where the target takes them, and refuses nothing under Strict either, it does not know of field validation.',
    covers: [{ subresource: '*', parts: ['parameter/query/fieldValidation'] }],
    derivedFrom: written,
    kills: () => ['unknown-field-validation-accepted'],
    *cases(subject, plan) {
      const values = valuesFor(plan);
      yield whereKnown(subject, wrongCreationCase(subject, values));
      for (const place of sampledPlaces(plan, subject.resource))
        for (const way of sampledWays(plan, `unknown-validation ${place.name}`, ways))
          yield whereKnown(subject, wrongWriteCase(subject, place, way, values));
    },
  });
}

const unknown = ['Nope', 'strict', 'ignore', 'WARN', 'true', ' Strict', 'Strict,Warn'];

function valuesFor({ effort, seed }: Plan): WrongValues {
  const sampled = effort === 'quick' ? unknown.slice(seed % unknown.length).slice(0, 1) : unknown;
  return {
    wrong: sampled.map((value) => parameter('fieldValidation', value)),
    right: parameter('fieldValidation', 'Strict'),
  };
}

/** A case whose violation counts only where Strict refuses what it should: a server from before the parameter takes any value. */
function whereKnown(subject: Subject, inner: Case): Case {
  return defineCase<{ readonly outcome: Outcome; readonly isKnown: boolean }>({
    name: inner.name,
    async gather(world) {
      const outcome = await inner.run(world);
      return { outcome, isKnown: outcome.kind !== 'violation' || (await refusesStrictly(world, subject)) };
    },
    judge: ({ outcome, isKnown }) => (isKnown ? outcome : unsupported('the target does not know of field validation')),
  });
}

/** Whether the server refuses an unknown field under Strict. */
async function refusesStrictly({ client, sandbox }: World, { resource }: Subject): Promise<boolean> {
  const stored = await sandbox.create(client, resource, objectFor(resource));
  const path = `${stored.path}?fieldValidation=Strict`;
  const body = { metadata: { covenantUnknown: 1 } };
  const { status } = await client.send({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body });
  await sandbox.remove(client, stored);
  return status >= 400 && status < 500;
}
