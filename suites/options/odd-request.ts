import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import type { FieldValidation } from '../../specs/oracles/field-validation.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import { UnsupportedError } from '../../src/errors.ts';
import type { World } from '../../src/requirement.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Way } from '../../src/ways/index.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { unraced } from '../unraced.ts';
import { read, write } from '../update-rules/observe-write.ts';
import { type Place, pathOf } from '../update-rules/places.ts';
import { find } from './dry-judge.ts';
import { type Oddity, type OddWrite, oddCreation, oddWrite } from './odd-body.ts';
import { parameter, withParameter } from './with-parameter.ts';

/** What was seen of a request with something odd in its body. */
export interface SeenOdd {
  readonly names: readonly string[];
  readonly wanted: JsonObject;
  /** Undefined where the request was to make the object. */
  readonly before: JsonObject | undefined;
  readonly answer: Answer;
  /** The object then; undefined where there is none. */
  readonly after: JsonObject | undefined;
  /** The answer to the same request without anything odd; undefined where none was sent. */
  readonly control: Answer | undefined;
  /** Whether the server knows of field validation at all: it refuses a value that there is none of, or refuses by Strict. */
  readonly isKnown: boolean;
}

/** How a request is sent: with which value of the parameter, and whether the same without anything odd comes after it. */
export interface Asked {
  readonly validation: FieldValidation | undefined;
  readonly control?: boolean;
}

function validated(query: string | undefined, validation: FieldValidation | undefined): string | undefined {
  return validation === undefined ? query : withParameter(query, parameter('fieldValidation', validation));
}

/** Creates an object with something odd in it. */
export async function tryCreation(world: World, subject: Subject, oddity: Oddity, asked: Asked): Promise<SeenOdd> {
  const { client, sandbox } = world;
  const { resource } = subject;
  let sent: OddWrite | undefined;
  const make = (body: (odd: OddWrite) => unknown) =>
    sandbox.createBy(resource, ({ collection, name, namespace }) => {
      sent = oddCreation(subject, { ...objectFor(resource), metadata: { name, namespace } }, oddity);
      const query = validated(undefined, asked.validation);
      const path = query === undefined ? collection : `${collection}?${query}`;
      return client.send({ method: 'POST', path, body: body(sent) });
    });
  const { place, answer, stored } = await make(({ odd }) => odd);
  const { wanted, names } = sent as unknown as OddWrite;
  const after = await find(client, place.path);
  if (stored) await sandbox.remove(client, stored);
  const lawful = asked.control ? await make(({ lawful }) => lawful) : undefined;
  if (lawful?.stored) await sandbox.remove(client, lawful.stored);
  const isKnown = await knowsValidation(world, subject);
  return { names, wanted, before: undefined, answer, after, control: lawful?.answer, isKnown };
}

/** Writes to an object, or to a subresource of it, with something odd in the body. */
export async function tryWrite(
  world: World,
  subject: Subject,
  place: Place,
  way: Way,
  oddity: Oddity,
  asked: Asked,
): Promise<SeenOdd> {
  const { client, sandbox } = world;
  const isKnown = await knowsValidation(world, subject);
  const loan = await sandbox.borrow(client, subject.resource, objectFor(subject.resource));
  const path = pathOf(loan, place);
  const query = validated(way.query, asked.validation);
  const attempt = async () => {
    const before = await read(client, loan.path);
    const sent = oddWrite(subject, place, way, before, oddity);
    if (sent === undefined) {
      loan.giveBack(before);
      throw new UnsupportedError(`${way.name} cannot say it`);
    }
    const { wanted, names } = sent;
    const answer = await write(client, way, path, sent.odd, query);
    const after = await read(client, loan.path);
    const control = asked.control ? await write(client, way, path, sent.lawful, query) : undefined;
    return { before, wanted, names, answer, after, control };
  };
  const isRaced = ({ answer, control }: Pick<SeenOdd, 'answer' | 'control'>) =>
    answer.status === 409 || control?.status === 409;
  const seen = await unraced(attempt, isRaced);
  const { names, after, control } = seen;
  const isLeft = oddity === 'unknown' && names.some((name) => JSON.stringify(after).includes(name));
  // Of what is given back labels alone may be other than they were.
  if (place.subresource === undefined && !isLeft)
    loan.giveBack(control?.status === 200 && isObject(control.body) ? control.body : after);
  else await loan.drop();
  return { ...seen, isKnown };
}

const known = new WeakMap<Sandbox, Map<string, Promise<boolean>>>();

/**
 * Whether the server knows the parameter: it refuses a value that there is none of. One that takes every value is older than it
 * (before 1.25 it was an alpha feature), and drops what is unknown without a word.
 */
function knowsValidation({ client, sandbox }: World, { resource }: Subject): Promise<boolean> {
  const ofSandbox = known.get(sandbox) ?? new Map<string, Promise<boolean>>();
  known.set(sandbox, ofSandbox);
  const asked = ofSandbox.get(resource.name) ?? ask(client);
  ofSandbox.set(resource.name, asked);
  asked.catch(() => ofSandbox.delete(resource.name));
  return asked;

  async function ask(over: Client): Promise<boolean> {
    const loan = await sandbox.borrow(over, resource, objectFor(resource));
    const path = `${loan.path}?fieldValidation=NoSuchValue`;
    const answer = await over.send({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body: {} });
    loan.giveBack(await read(over, loan.path));
    return answer.status >= 400;
  }
}
