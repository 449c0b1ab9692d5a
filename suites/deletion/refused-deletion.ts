import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import { wrongOptions } from '../../specs/oracles/deletion-rules.ts';
import type { OwedStatus } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Answer, Request } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { advisory, inconclusive, type Outcome, violation } from '../../src/outcome.ts';
import { type Case, defineCase } from '../../src/requirement.ts';
import { judgeRefusal } from '../refusals/refused-case.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { ask, type Carrier, deletionRequest, nameOf } from './ask.ts';

/** A deletion that must be refused. */
export interface RefusedDeletion {
  readonly name: string;
  readonly what: string;
  readonly resource: Resource;
  /** The options that are wrong; what is wrong otherwise is in the request. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly request: (path: string) => Request;
}

/** What was seen of it. */
export interface SeenRefusedDeletion {
  readonly before: JsonObject;
  readonly answer: Answer;
  /** What a GET answered then. */
  readonly found: Answer;
  /** The answer to a lawful deletion of the same object. */
  readonly control: Answer;
  readonly owed: OwedStatus;
}

/** A case of a deletion that must be refused: the object stays as it was, and a lawful deletion of it succeeds. */
export function refusedDeletion({ name, what, resource, options, request }: RefusedDeletion): Case {
  const statuses = wrongOptions(options)?.statuses;
  return defineCase<SeenRefusedDeletion>({
    name,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const answer = await client.send(request(stored.path));
      const found = await client.send({ method: 'GET', path: stored.path });
      const control = await client.send(ask({ propagationPolicy: 'Background' }).request(stored.path));
      await sandbox.remove(client, stored);
      return { before: stored.object, answer, found, control, owed: statuses ? { statuses } : {} };
    },
    judge: (seen) => judgeRefusedDeletion(what, seen),
  });
}

/** The same of options that are wrong. */
export function refusedOptions(resource: Resource, options: Readonly<Record<string, unknown>>, carrier: Carrier): Case {
  return refusedDeletion({
    name: `refused/${nameOf(options)}/${carrier}`,
    what: `a deletion with ${nameOf(options)} (${carrier})`,
    resource,
    options,
    request: (path) => deletionRequest(path, options, carrier),
  });
}

/**
 * A deletion that must be refused deletes nothing and changes nothing. Real servers answer options that they cannot read with
 * 500, and delete nothing: that is not good, and no broken promise.
 */
export function judgeRefusedDeletion(what: string, seen: SeenRefusedDeletion): Outcome {
  const { before, answer, found } = seen;
  const expected = `${what} is refused, and the object stays as it was`;
  if (found.status === 404) {
    const reason = answer.status < 400 ? `${what} is accepted` : `${what} is refused, and yet deletes`;
    return violation({ reason, expected, actual: `answer ${answer.status}; a GET then answers 404` });
  }
  if (found.status !== 200 || !isObject(found.body))
    return inconclusive(`it cannot be seen whether the object is there: GET answers ${found.status}`);
  const after = found.body;
  // Between creation and deletion, others may have written to the status.
  const settled = { ...before, status: after['status'] };
  const changed = changesSince(settled, after, ownManager);
  if (answer.status !== 500 || changed.length > 0) return judgeRefusal(what, { ...seen, before: settled, after });
  const actual = `answer 500: ${explain(answer.body)}; nothing changed`;
  return advisory({ reason: `${what} is answered as a failure of the server`, expected, actual });
}
