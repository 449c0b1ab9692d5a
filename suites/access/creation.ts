import { objectFor } from '../../fixtures/transitions.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer, Request } from '../../src/client/client.ts';
import { inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import { type Case, defineCase } from '../../src/requirement.ts';
import type { Place } from '../../src/sandbox/sandbox.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { withMetadata } from '../update-rules/places.ts';
import { type Asker, allowedAfterAll, sendAs } from './asked-by.ts';

export interface SeenCreation {
  readonly answer: Answer;
  /** What a GET of the name answers then. */
  readonly found: Answer;
  readonly control: Answer;
  readonly allowed: boolean | undefined;
}

/** A case of a creation by somebody who may not create: nothing is there then; the run itself may. */
export function creationCase({ resource }: Subject, asker: Asker): Case {
  const create = ({ collection, name, namespace }: Place): Request => ({
    method: 'POST',
    path: collection,
    body: withMetadata(objectFor(resource), { name, namespace }),
  });
  const operation = { verb: 'create', scope: 'namespace' } as const;
  return defineCase<SeenCreation>({
    name: `create/${asker.name}`,
    async gather({ client, sandbox }) {
      const tried = await sandbox.createBy(resource, (place) => sendAs(client, create(place), asker));
      const found = await client.send({ method: 'GET', path: tried.place.path });
      if (tried.stored) await sandbox.remove(client, tried.stored);
      const { namespace } = tried.place;
      const allowed =
        tried.answer.status < 400 ? await allowedAfterAll(client, asker, resource, operation, namespace) : undefined;
      const lawful = await sandbox.createBy(resource, (place) => client.send(create(place)));
      if (lawful.stored) await sandbox.remove(client, lawful.stored);
      return { answer: tried.answer, found, control: lawful.answer, allowed };
    },
    judge: (seen) => judgeCreation(`create by ${asker.name}`, asker.statuses, seen),
  });
}

export function judgeCreation(
  what: string,
  statuses: readonly number[],
  { answer, found, control, allowed }: SeenCreation,
): Outcome {
  const expected = `${what} is refused with ${statuses.join(' or ')}, nothing is made`;
  const said = answer.status < 400 ? `answer ${answer.status}` : `answer ${answer.status}: ${explain(answer.body)}`;
  if (allowed === true) return unsupported(`${what}: the server says that the caller may (SelfSubjectAccessReview)`);
  if (answer.status < 400) return violation({ reason: `${what} is let through`, expected, actual: said });
  if (found.status === 200) {
    const reason = `${what} is refused, and yet makes the object`;
    return violation({ reason, expected, actual: `${said}; a GET then answers 200` });
  }
  if (found.status !== 404) return inconclusive(`it cannot be seen what was made: GET answers ${found.status}`);
  if (control.status !== 201)
    return inconclusive(`the same request by the run itself fails: ${control.status} ${explain(control.body)}`);
  const wrong = wrongInRefusal(answer, { statuses });
  return wrong === undefined ? pass : violation({ reason: `${what}: ${wrong}`, expected, actual: said });
}
