import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import { advisory, type Outcome, pass } from '../../src/outcome.ts';
import { type Case, defineCase } from '../../src/requirement.ts';
import type { Way } from '../../src/ways/index.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { judgeRefusal, type SeenRefusal } from '../refusals/refused-case.ts';
import { unraced } from '../unraced.ts';
import { read, write } from '../update-rules/observe-write.ts';
import { type Place, pathOf } from '../update-rules/places.ts';
import { find } from './dry-judge.ts';
import { lawfulChange } from './lawful-change.ts';
import { type Parameter, shown, withParameter } from './with-parameter.ts';

/** Values of a parameter that must be refused, and one that must be taken. */
export interface WrongValues {
  readonly wrong: readonly Parameter[];
  readonly right: Parameter;
  /** Of these values it is only unwise to take them. */
  readonly lenient?: (parameter: Parameter) => boolean;
}

/** What was seen of one wrong value. */
interface Tried {
  readonly parameter: Parameter;
  readonly seen: SeenRefusal;
}

/** The statuses of a parameter with a wrong value: kube-apiserver answers 422 (recordings, `request-options`). */
const statuses = [422, 400];

/** Sends the request with one parameter, and says what is there then. */
type Send = (parameter: Parameter) => Promise<{ answer: Answer; now: JsonObject }>;

async function tryAll({ wrong, right }: WrongValues, before: JsonObject, send: Send): Promise<Tried[]> {
  const tried: { parameter: Parameter; answer: Answer; now: JsonObject }[] = [];
  for (const parameter of wrong) tried.push({ parameter, ...(await send(parameter)) });
  const { answer: control } = await send(right);
  return tried.map(({ parameter, answer, now }) => ({
    parameter,
    seen: { before, answer, after: now, control, owed: { statuses } },
  }));
}

/**
 * Each wrong value is refused, and changes nothing. An answer of 422 names the parameter among its causes; one of 400, which
 * knows of no causes, need not.
 */
export function judgeWrongValues(
  what: string,
  tried: readonly Tried[],
  { lenient }: Pick<WrongValues, 'lenient'>,
): Outcome {
  let advised: Outcome | undefined;
  for (const { parameter, seen } of tried) {
    const fields = seen.answer.status === 422 ? [parameter.name] : [];
    const outcome = judgeRefusal(`${what} with ${shown(parameter)}`, { ...seen, owed: { ...seen.owed, fields } });
    if (outcome.kind === 'pass') continue;
    if (outcome.kind !== 'violation' || !lenient?.(parameter)) return outcome;
    const { reason, expected, actual } = outcome;
    advised ??= advisory({ reason, expected, actual });
  }
  return advised ?? pass;
}

/** Wrong values with a lawful write of an object or a subresource. */
export function wrongWriteCase({ resource, schemas }: Subject, place: Place, way: Way, values: WrongValues): Case {
  return defineCase<readonly Tried[]>({
    name: `${place.name}/${way.name}`,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const change = lawfulChange(resource, place) ?? ((object: JsonObject) => object);
      const attempt = async (turn: number) => {
        const before = await read(client, stored.path);
        const body = way.body(before, change(before, turn), schemas);
        return tryAll(values, before, async (parameter) => {
          const answer = await write(client, way, pathOf(stored, place), body, withParameter(way.query, parameter));
          return { answer, now: await read(client, stored.path) };
        });
      };
      // The lawful one comes last: where somebody else came before it, it says nothing.
      const tried = await unraced(attempt, (seen) => seen.some(({ seen: { control } }) => control?.status === 409));
      await sandbox.remove(client, stored);
      return tried;
    },
    judge: (tried) => judgeWrongValues(`a write by ${way.name}`, tried, values),
  });
}

/** Wrong values with a creation: nothing is made. */
export function wrongCreationCase({ resource }: Subject, values: WrongValues): Case {
  return defineCase<readonly Tried[]>({
    name: 'create/post',
    async gather({ client, sandbox }) {
      let tried: readonly Tried[] = [];
      const { stored } = await sandbox.createBy(resource, async ({ path, collection, name, namespace }) => {
        const body = { ...objectFor(resource), metadata: { name, namespace } };
        let last: Answer | undefined;
        tried = await tryAll(values, {}, async (parameter) => {
          const answer = await client.send({
            method: 'POST',
            path: `${collection}?${withParameter('', parameter)}`,
            body,
          });
          // Of all answers the sandbox is to know the one that made something.
          if (last === undefined || last.status >= 300) last = answer;
          return { answer, now: (await find(client, path)) ?? {} };
        });
        return last as Answer;
      });
      if (stored) await sandbox.remove(client, stored);
      return tried;
    },
    judge: (tried) => judgeWrongValues('a POST', tried, values),
  });
}

/** Wrong values with a deletion, said by its query or by its body: nothing is deleted. */
export function wrongDeletionCase(
  { resource }: Subject,
  name: string,
  send: (client: Client, path: string, parameter: Parameter) => Promise<Answer>,
  values: WrongValues,
): Case {
  return defineCase<readonly Tried[]>({
    name: `delete/${name}`,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const before = await read(client, stored.path);
      const tried = await tryAll(values, before, async (parameter) => {
        const answer = await send(client, stored.path, parameter);
        return { answer, now: (await find(client, stored.path)) ?? {} };
      });
      await sandbox.remove(client, stored);
      return tried;
    },
    judge: (tried) => judgeWrongValues('a DELETE', tried, values),
  });
}
