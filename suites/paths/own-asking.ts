import type { JsonObject } from '../../specs/json.ts';
import { type OwedStatus, wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain, list } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Answer, Client, Request } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import { mayDo } from '../../src/target/abilities.ts';
import { ownManager } from '../update-rules/observe-write.ts';

/** What a request would do, in the words of who decides who may. */
export interface AskedFor {
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
}

/** The answer to a request of the run's own. */
export interface OwnAnswer {
  readonly answer: Answer;
  /** Whether the run may ask this, where it was answered that it may not; undefined where the server does not say. */
  readonly mayAsk?: boolean | undefined;
}

/**
 * Sends a request of the run's own. A fault of the server is asked for once more: it may be a passing one. Where the answer is
 * that the run may not, the server's own review says whether that is so: servers decide who may before they look what there is.
 */
export async function askOwn(
  client: Client,
  request: Request,
  { apiVersion }: Resource,
  asked: AskedFor,
): Promise<OwnAnswer> {
  const first = await client.send(request);
  const answer = first.status < 500 ? first : await client.send(request);
  if (answer.status !== 403) return { answer };
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] as string) : '';
  return { answer, mayAsk: await mayDo(client, 'own', { ...asked, group }) };
}

/** The verb under which a method is decided on: what a path with a name is asked for, and one without. */
export function verbOf(method: Request['method'], named: boolean): string {
  const verbs: Partial<Record<Request['method'], string>> = {
    GET: named ? 'get' : 'list',
    HEAD: named ? 'get' : 'list',
    POST: 'create',
    PUT: 'update',
    PATCH: 'patch',
    DELETE: named ? 'delete' : 'deletecollection',
  };
  return verbs[method] ?? '';
}

/** Statuses that whatever stands before the server answers for it when it is not there. */
const outages: readonly number[] = [502, 503, 504];

/** What was seen of a request of the run's own that must be refused. */
export interface SeenOwnRefusal extends OwnAnswer {
  /** Undefined where there is no object for it to change. */
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
  /** The nearest lawful request: it succeeds. */
  readonly control: Answer;
  readonly owed: OwedStatus;
  /** Whether any refusal of a right status will do, its body whatever it is. */
  readonly anyBody?: boolean;
}

/** A request of the run's own that must be refused: nothing changed, and the refusal is right. */
export function judgeOwnRefusal(what: string, seen: SeenOwnRefusal): Outcome {
  const { answer, mayAsk, before, after, control, owed, anyBody = false } = seen;
  const statuses = owed.statuses ?? [];
  const expected = `${what} is answered ${statuses.join(' or ')}, nothing changes`;
  const said = answer.status < 400 ? `answer ${answer.status}` : `answer ${answer.status}: ${explain(answer.body)}`;
  const observed = { effect: answer.status < 400 ? 'other' : 'refused', status: answer.status } as const;
  const broken = (reason: string, actual: string) => violation({ reason, expected, actual, observed });
  if (before !== undefined) {
    if (after === undefined) return broken(`${what} takes the object away`, `${said}; a GET then answers 404`);
    const changed = changesSince(before, after, ownManager);
    if (changed.length > 0) return broken(`${what} changes the object`, `${said}; ${list(changed)}`);
  } else if (after !== undefined) return broken(`${what} makes an object`, `${said}; a GET then answers 200`);
  if (answer.status === 403 && mayAsk === false)
    return unsupported(`the run may not ask this: ${explain(answer.body)}`);
  if (outages.includes(answer.status)) return inconclusive(`${what} is answered ${answer.status}`);
  if (control.status >= 300)
    return inconclusive(`what is nearest to it and lawful fails: ${control.status} ${explain(control.body)}`);
  if (anyBody && statuses.includes(answer.status)) return pass;
  const wrong = wrongInRefusal(answer, owed);
  return wrong === undefined ? pass : broken(`${what}: ${wrong}`, said);
}
