import { objectFor } from '../../fixtures/transitions.ts';
import { differences, isObject, type JsonObject, memberOf } from '../../specs/json.ts';
import { explain, list } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { metadataOf } from './places.ts';

/** The kinds of the Kubernetes API that an update creates where they are not there (recordings, `endpoints` step 44). */
export const createdByPut: readonly string[] = ['Endpoints'];

/** Sent for what the server sets by itself: a moment long ago, and nobody's uid. */
const sentTimestamp = '2016-08-08T02:20:42Z';
const sentUid = '00000000-0000-4000-8000-000000000000';

/** A PUT creates what is not there, as a POST would: with a uid and a creationTimestamp of the server's own. */
export function putCreatesWhatIsAbsent(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'update.*.put-creates-what-is-absent',
    title: 'A PUT of {kind} that is not there creates it, with a uid and a creationTimestamp of the server',
    method:
      'Sends a whole object by PUT to a name that is free: answered 201, and read back as sent. The same with a creationTimestamp: it is not kept; and with a uid: refused, or not kept.',
    covers: [],
    derivedFrom: [{ actions: ['put'], parts: [''] }],
    about: ({ kind }) => createdByPut.includes(kind),
    kills: () => ['endpoints-put-does-not-create', 'put-create-keeps-sent-metadata'],
    *cases(subject) {
      yield createCase(subject, 'plain', {});
      yield createCase(subject, 'creation-timestamp-sent', { creationTimestamp: sentTimestamp });
      yield createCase(subject, 'uid-sent', { uid: sentUid });
    },
  });
}

interface Created {
  readonly answer: Answer;
  /** What a GET then answers. */
  readonly found: Answer;
}

function createCase({ resource }: Subject, name: string, sent: JsonObject): Case {
  const object = objectFor(resource);
  return defineCase<Created>({
    name,
    async gather({ client, sandbox }) {
      const { place, answer, stored } = await sandbox.createBy(resource, ({ path, name, namespace }) =>
        client.send({ method: 'PUT', path, body: { ...object, metadata: { name, namespace, ...sent } } }),
      );
      const found = await client.send({ method: 'GET', path: place.path });
      const uid = isObject(found.body) ? memberOf(metadataOf(found.body), 'uid') : undefined;
      if (stored) await sandbox.remove(client, { ...stored, uid: typeof uid === 'string' ? uid : stored.uid });
      return { answer, found };
    },
    judge: (created) => judge(created, object, sent),
  });
}

function judge({ answer, found }: Created, object: JsonObject, sent: JsonObject): Outcome {
  const expected = 'answer 201, the object is there as sent, its uid and creationTimestamp are those of the server';
  const actual = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`;
  if (answer.status >= 500) return inconclusive(`the PUT is answered ${answer.status}`);
  if (answer.status >= 400) {
    if (found.status === 200)
      return violation({ reason: 'a PUT that is refused creates the object', expected, actual });
    // Meant for an object that was there once: servers refuse it with 409 or 404.
    if ('uid' in sent) return pass;
    return violation({ reason: 'a PUT to a free name does not create the object', expected, actual });
  }
  if (found.status !== 200 || !isObject(found.body)) {
    const reason = 'a PUT is answered with success, and the object is not there';
    return violation({ reason, expected, actual: `${actual}; a GET then answers ${found.status}` });
  }
  const metadata = metadataOf(found.body);
  for (const [member, value] of Object.entries(sent)) {
    if (metadata[member] !== value) continue;
    const reason = `a PUT that creates keeps the ${member} that was sent`;
    return violation({ reason, expected, actual: `${actual}; metadata.${member} is ${String(value)}` });
  }
  const { metadata: _kept, ...rest } = found.body;
  const missed = differences({ ...object, metadata: undefined }, { ...rest, metadata: undefined });
  if (missed.length > 0) {
    const reason = 'a PUT creates another object than the one that was sent';
    return violation({ reason, expected, actual: `${actual}; ${list(missed)}` });
  }
  if (answer.status === 201) return pass;
  return violation({ reason: 'a PUT that creates is answered with another status than 201', expected, actual });
}
