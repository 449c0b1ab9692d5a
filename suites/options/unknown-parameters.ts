import { objectFor } from '../../fixtures/transitions.ts';
import { differences, isObject, type JsonObject } from '../../specs/json.ts';
import { explain, isServerKept } from '../../specs/oracles/update-rules.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { UnsupportedError } from '../../src/errors.ts';
import { advisory, inconclusive, type Outcome, pass } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { unraced } from '../unraced.ts';
import { read, write } from '../update-rules/observe-write.ts';
import { type Place, pathOf, written } from '../update-rules/places.ts';
import { sampledWays } from '../update-rules/sampling.ts';
import { find } from './dry-judge.ts';
import { lawfulChange } from './lawful-change.ts';
import { sampledPlaces } from './sampled-places.ts';

/**
 * Clients send what a newer server knows to an older one: fieldManager, fieldValidation and dryRun all came when clients had long
 * been there. No document promises it, kube-apiserver does it with every operation (recordings, `request-options` step 20).
 */
export function unknownParametersAreIgnored(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'options.*.unknown-parameters-are-ignored',
    title: 'A request about {kind} with a parameter that the server does not know is answered as without it',
    method:
      'Reads, lists, creates, writes in every way at every path, and deletes, each with parameters that nobody knows and with those of other operations: answered with success, and what was asked for is done.',
    level: 'SHOULD',
    covers: [],
    derivedFrom: written,
    kills: () => ['unknown-parameter-refused'],
    *cases(subject, plan) {
      yield requestCase(subject, 'get', (client, { path }) =>
        client.send({ method: 'GET', path: `${path}?${ofOthers}` }),
      );
      yield requestCase(subject, 'list', (client, { path }) =>
        client.send({ method: 'GET', path: `${path.slice(0, path.lastIndexOf('/'))}?limit=1&${ofOthers}` }),
      );
      yield createdCase(subject);
      for (const place of sampledPlaces(plan, subject.resource)) {
        if (lawfulChange(subject.resource, place) === undefined) continue;
        for (const way of sampledWays(plan, `unknown-parameters ${place.name}`, ways))
          yield writtenCase(subject, place, way);
      }
      yield deletedCase(subject);
    },
  });
}

/** Given with a value, twice, and with none. */
const nobodys = 'covenantUnknown=1&covenantTwice=a&covenantTwice=b&covenantBare';

/** Parameters of writes, which a read has no use for, with values that a write would be refused for. */
const ofOthers = `${nobodys}&fieldValidation=Nope&fieldManager=%00&dryRun=Nope`;

/** What was asked for, and was not done; undefined: nothing. */
interface Seen {
  readonly answer: Answer;
  readonly undone?: string | undefined;
}

function judge(what: string, { answer, undone }: Seen): Outcome {
  const { status, body } = answer;
  if (status >= 500) return inconclusive(`${what} is answered ${status}: ${explain(body)}`);
  const expected = `${what} with unknown parameters is answered as without them`;
  if (status >= 300)
    return advisory({
      reason: `${what} with unknown parameters is refused`,
      expected,
      actual: `answer ${status}: ${explain(body)}`,
    });
  if (undone === undefined) return pass;
  return advisory({
    reason: `${what} with unknown parameters does something else`,
    expected,
    actual: `answer ${status}; ${undone}`,
  });
}

function requestCase(
  { resource }: Subject,
  name: string,
  send: (client: Client, stored: StoredObject) => Promise<Answer>,
): Case {
  return defineCase<Seen>({
    name,
    async gather({ client, sandbox }) {
      const loan = await sandbox.borrow(client, resource, objectFor(resource));
      const answer = await send(client, loan);
      loan.giveBack(loan.object);
      return { answer };
    },
    judge: (seen) => judge(`a ${name}`, seen),
  });
}

function createdCase({ resource }: Subject): Case {
  return defineCase<Seen>({
    name: 'create/post',
    async gather({ client, sandbox }) {
      const { place, answer, stored } = await sandbox.createBy(resource, ({ collection, name, namespace }) => {
        const body = { ...objectFor(resource), metadata: { name, namespace } };
        return client.send({ method: 'POST', path: `${collection}?${nobodys}`, body });
      });
      const found = await find(client, place.path);
      if (stored) await sandbox.remove(client, stored);
      return { answer, undone: found === undefined ? 'nothing is made' : undefined };
    },
    judge: (seen) => judge('a POST', seen),
  });
}

function writtenCase({ resource, schemas }: Subject, place: Place, way: Way): Case {
  return defineCase<Seen>({
    name: `${place.name}/${way.name}`,
    async gather({ client, sandbox }) {
      const change = lawfulChange(resource, place);
      if (change === undefined) throw new UnsupportedError('the contract knows no lawful change of it');
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const query = way.query === undefined ? nobodys : `${way.query}&${nobodys}`;
      const attempt = async (turn: number) => {
        const before = await read(client, stored.path);
        const body = way.body(before, change(before, turn), schemas);
        const answer = await write(client, way, pathOf(stored, place), body, query);
        return { before, answer };
      };
      const { before, answer } = await unraced(attempt, (seen) => seen.answer.status === 409);
      const after = await read(client, stored.path);
      await sandbox.remove(client, stored);
      return { answer, undone: isChanged(before, after) ? undefined : 'nothing is written' };
    },
    judge: (seen) => judge(`a write by ${way.name}`, seen),
  });
}

function isChanged(before: JsonObject, after: JsonObject): boolean {
  return differences(before, after).some(({ path }) => !isServerKept(path));
}

function deletedCase({ resource }: Subject): Case {
  return defineCase<Seen>({
    name: 'delete/query',
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const query = `propagationPolicy=Background&gracePeriodSeconds=0&${nobodys}&fieldValidation=Nope`;
      const answer = await client.send({ method: 'DELETE', path: `${stored.path}?${query}` });
      const found = await find(client, stored.path);
      const isGoing = found === undefined || (isObject(found['metadata']) && 'deletionTimestamp' in found['metadata']);
      await sandbox.remove(client, stored);
      return { answer, undone: isGoing ? undefined : 'nothing is deleted' };
    },
    judge: (seen) => judge('a DELETE', seen),
  });
}
