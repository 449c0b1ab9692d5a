import { isObject, valueAt } from '../../specs/json.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Caller } from '../../src/client/caller.ts';
import type { Answer, Request } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { markedObject, sendAs } from './asked-by.ts';

/** A request is made in the name of whoever the token in X-Auth-Token is of, as it is with a bearer token. */
export function tokenHeaderIsTaken(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'access.*.token-header-is-taken',
    title: 'A request about {kind} is made in the name that its X-Auth-Token stands for',
    method:
      'Sends a reading and a write with the token of the run in that header alone: answered as they are when the run asks in its own way. With the second token they are refused with 403, with one that nobody has with 401 (403 where callers that are not known may ask).',
    covers: [{ subresource: '*', parts: ['parameter/header/X-Auth-Token'] }],
    needs: ['authentication'],
    kills: () => ['any-x-auth-token-is-trusted'],
    *cases(subject) {
      for (const kind of ['read', 'write'] as const) {
        yield ownCase(subject, kind);
        yield refusedCase(subject, kind, 'other', [403]);
        yield refusedCase(subject, kind, 'stranger', [401, 403]);
      }
    },
  });
}

type What = 'read' | 'write';

function requestOf(what: What, path: string): Request {
  if (what === 'read') return { method: 'GET', path };
  const body = { metadata: { labels: { 'kube-covenant-touched': 'yes' } } };
  return { method: 'PATCH', path, contentType: 'application/merge-patch+json', body };
}

interface Seen {
  /** With the token in X-Auth-Token. */
  readonly answer: Answer;
  /** The same request in the run's own way, sent before. */
  readonly control: Answer;
}

function ownCase({ resource }: Subject, what: What): Case {
  return seenCase(resource, `own/${what}`, what, 'own', ({ answer, control }) => {
    const expected = 'answered 200, as the same request with the credentials as they were given';
    if (control.status !== 200) return inconclusive(`the run's own request is answered ${control.status}`);
    if (answer.status === 200 && uidOf(answer) === uidOf(control)) return pass;
    if (answer.status >= 500) return inconclusive(`it is answered ${answer.status}`);
    const actual = answer.status < 400 ? `answer ${answer.status}` : `answer ${answer.status}: ${explain(answer.body)}`;
    const observed = { effect: answer.status < 400 ? 'other' : 'refused', status: answer.status } as const;
    return violation({ reason: "the run's own token in X-Auth-Token is not taken", expected, actual, observed });
  });
}

function refusedCase({ resource }: Subject, what: What, caller: Caller, statuses: readonly number[]): Case {
  return seenCase(resource, `${caller}/${what}`, what, caller, ({ answer, control }) => {
    if (control.status !== 200) return inconclusive(`the run's own request is answered ${control.status}`);
    if (answer.status >= 500) return inconclusive(`it is answered ${answer.status}`);
    const wrong = wrongInRefusal(answer, { statuses });
    if (wrong === undefined) return pass;
    const who = caller === 'other' ? 'somebody who may do nothing' : 'nobody';
    const actual = answer.status < 400 ? `answer ${answer.status}` : `answer ${answer.status}: ${explain(answer.body)}`;
    return violation({
      reason: `a token of ${who} in X-Auth-Token: ${wrong}`,
      expected: `refused with ${statuses.join(' or ')}`,
      actual,
    });
  });
}

function seenCase(
  resource: Subject['resource'],
  name: string,
  what: What,
  caller: Caller,
  judge: (seen: Seen) => Outcome,
): Case {
  return defineCase<Seen>({
    name,
    async gather({ client, sandbox }) {
      const loan = await sandbox.borrow(client, resource, markedObject(resource));
      const request = requestOf(what, loan.path);
      const control = await client.send(request);
      const answer = await sendAs(client, request, { caller, tokenIn: 'x-auth-token' });
      if (what === 'read' && isObject(control.body)) loan.giveBack(control.body);
      else await loan.drop();
      return { answer, control };
    },
    judge,
  });
}

function uidOf({ body }: Answer): unknown {
  return valueAt(body, ['metadata', 'uid']);
}
