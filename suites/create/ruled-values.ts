import type fc from 'fast-check';
import { objectFor, withValue } from '../../fixtures/transitions.ts';
import { type FieldPath, tokensOf } from '../../specs/field-path.ts';
import type { JsonObject } from '../../specs/json.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain, judgeUpdated, type ObservedWrite } from '../../specs/oracles/update-rules.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome } from '../../src/outcome.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase, type Plan, type World } from '../../src/requirement.ts';
import { ways } from '../../src/ways/index.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { lookFor, refusedCreationCase } from '../refusals/refused-case.ts';
import { observeWrite, outcomeOf } from '../update-rules/observe-write.ts';
import { someWays } from '../update-rules/sampling.ts';
import { bodyAt, judgeCreation, post, type SeenCreation, seeCreation } from './creating.ts';
import { refusedWriteCases } from './refused-write.ts';

interface RuledField {
  readonly field: FieldPath;
  readonly alsoAt?: readonly FieldPath[];
  readonly 'x-rules'?: readonly { readonly name: string }[];
}

/** The fields of a kind for which some document states a rule of this name, first items of lists in them. */
export function ruledFields({ contracts }: Library, resource: string, rule: string): FieldPath[] {
  const fields = [...contracts.values()].flatMap((contract: Contract) =>
    contract.resources
      .filter(({ name }) => name === resource)
      .flatMap(({ path }) =>
        Object.values(contract.openapi.paths?.[path] ?? {}).flatMap((operation) => {
          const answers = Object.values((operation as { responses?: object } | undefined)?.responses ?? {});
          return answers.flatMap((answer: { 'x-fields'?: readonly RuledField[] }) => answer['x-fields'] ?? []);
        }),
      ),
  );
  const ruled = fields.filter((one) => one['x-rules']?.some(({ name }) => name === rule));
  return [...new Set(ruled.flatMap(({ field, alsoAt = [] }) => [field, ...alsoAt]))].map(first);
}

function first(field: FieldPath): FieldPath {
  return field.replaceAll('[*]', '[0]');
}

/** A value of a field, named for the cases about it. */
export interface NamedValue {
  readonly name: string;
  readonly field: FieldPath;
  readonly value: unknown;
}

function withField({ field, value }: NamedValue, object: JsonObject): JsonObject {
  return withValue(object, tokensOf(field), value);
}

/** Cases of a value that a field may have: an object is created with it, and one that is there gets it in every way, or in one of them. */
export function* acceptedCases(subject: Subject, plan: Plan, named: NamedValue): Iterable<Case> {
  const { resource, schemas } = subject;
  const { name, field } = named;
  const object = objectFor(resource);
  yield defineCase<SeenCreation>({
    name: `accepted/${name}/post`,
    gather: (world) => seeCreation(world, resource, withField(named, object)),
    judge: judgeCreation,
  });
  const able = ways.filter((way) => way.body(object, withField(named, object), schemas) !== undefined);
  for (const way of someWays(plan, `accepted ${name}`, able))
    yield defineCase<ObservedWrite>({
      name: `accepted/${name}/${way.name}`,
      async gather({ client, sandbox }) {
        const stored = await sandbox.create(client, resource, object);
        const observed = await observeWrite(client, way, stored, field, (now) => withField(named, now), schemas);
        await sandbox.remove(client, stored);
        return observed;
      },
      judge: (observed) => outcomeOf(judgeUpdated, observed),
    });
}

/** Cases of a value that a field may not have: nothing is created with it, and nothing that is there gets it. */
export function* refusedCases(subject: Subject, plan: Plan, named: NamedValue): Iterable<Case> {
  const { resource } = subject;
  const { name, field } = named;
  const object = objectFor(resource);
  const what = `an object whose ${field} is ${JSON.stringify(named.value)?.slice(0, 80)}`;
  yield refusedCreationCase({
    name: `refused/${name}/post`,
    what,
    resource,
    request: (place) => ({ method: 'POST', path: place.collection, body: bodyAt(place, withField(named, object)) }),
    control: (place) => ({ method: 'POST', path: place.collection, body: bodyAt(place, object) }),
    owed: { statuses: [422], fields: [field] },
    namesObject: true,
  });
  yield* refusedWriteCases(subject, plan, {
    name: `refused-${name}`,
    what,
    change: (stored) => withField(named, stored),
    field,
  });
}

/** A case of generated values that a field may have. */
export function acceptedProperty(subject: Subject, field: FieldPath, values: fc.Arbitrary<unknown>): Case {
  const { resource } = subject;
  const wrongWith = async (world: World, value: unknown) => {
    const object = withField({ name: 'generated', field, value }, objectFor(resource));
    return wrongIn(judgeCreation(await seeCreation(world, resource, object)));
  };
  return defineCase<PropertyResult>({
    name: `accepted/generated/${field}`,
    gather: (world) => checkProperty(world, values, (value) => wrongWith(world, value)),
    judge: (result) => propertyOutcome(result, `${field} is taken, and read back as it was sent`),
  });
}

/** A case of generated values that a field may not have; afterwards the object without them is created, as the control. */
export function refusedProperty(subject: Subject, name: string, field: FieldPath, values: fc.Arbitrary<unknown>): Case {
  const { resource } = subject;
  return defineCase<{ readonly result: PropertyResult; readonly control: number }>({
    name: `refused/generated/${name}/${field}`,
    async gather(world) {
      const result = await checkProperty(world, values, (value) =>
        wrongInAttempt(world, subject, { name, field, value }),
      );
      const control = await seeCreation(world, resource, objectFor(resource));
      return { result, control: control.answer.status };
    },
    judge: ({ result, control }): Outcome =>
      control === 201
        ? propertyOutcome(result, `422 that names ${field}, and nothing is made`)
        : inconclusive(`even a valid object is not created: answer ${control}`),
  });
}

async function wrongInAttempt(
  { client, sandbox }: World,
  { resource }: Subject,
  named: NamedValue,
): Promise<string | undefined> {
  const object = withField(named, objectFor(resource));
  const { place, answer, stored } = await sandbox.createBy(resource, (there) =>
    post(client, there, bodyAt(there, object)),
  );
  const found = await lookFor(client, place);
  if (stored) await sandbox.remove(client, stored);
  if (found.status === 200) return `the object is created: answer ${answer.status}`;
  if (answer.status >= 500) return wrongIn(inconclusive(`the creation is answered ${answer.status}`));
  const wrong = wrongInRefusal(answer, { statuses: [422], fields: [named.field] });
  return wrong && `${wrong}: ${explain(answer.body)}`;
}
