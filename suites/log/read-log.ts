import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';

/** The options of a log, by the names of their query parameters. */
export type LogQuery = Readonly<Record<string, string | number | boolean>>;

/** The path of a log with its options. */
export function logPath({ path }: Pick<StoredObject, 'path'>, query: LogQuery = {}): string {
  const options = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return options.size === 0 ? `${path}/log` : `${path}/log?${options}`;
}

/** A log is text: a client asks for it as it comes. */
const accept = 'application/json, */*';

/** Reads a log; an answer of 500 and up is asked for once more, since it may be a passing fault. */
export async function readLog(client: Client, pod: Pick<StoredObject, 'path'>, query: LogQuery = {}): Promise<Answer> {
  const request = { method: 'GET', path: logPath(pod, query), headers: { accept } } as const;
  const answer = await client.send(request);
  return answer.status < 500 ? answer : client.send(request);
}

/** A log that was read with options, and where that was refused, the answer without them. */
export interface SeenLog {
  readonly answer: Answer;
  readonly plain: Answer | undefined;
}

/** Reads a log with options. `without` are those that the plain log needs as well: the container, where there are several. */
export async function seeLog(
  client: Client,
  pod: Pick<StoredObject, 'path'>,
  query: LogQuery,
  without: LogQuery = {},
): Promise<SeenLog> {
  const answer = await readLog(client, pod, query);
  return { answer, plain: answer.status < 300 ? undefined : await readLog(client, pod, without) };
}

/** What was shown of a log: nothing, where the answer has no body. */
export function textOf({ exchange }: Answer): string {
  return exchange.responseBody;
}

/** A log whose options are lawful: it is shown, and what is shown is right. */
export function judgeLog(
  { answer, plain }: SeenLog,
  what: string,
  expected: string,
  wrongWith: (text: string) => string | undefined = () => undefined,
): Outcome {
  const { status } = answer;
  if (status >= 500) return inconclusive(`${what} is answered ${status}`);
  const observed = { effect: status < 400 ? 'other' : 'refused', status } as const;
  if (status >= 300) {
    if (plain === undefined || plain.status >= 300)
      return inconclusive(`no log can be read of it: ${status} ${explain(answer.body)}`);
    return violation({
      reason: `${what} is refused`,
      expected,
      actual: `answer ${status}: ${explain(answer.body)}; without the options ${plain.status}`,
      observed,
    });
  }
  const wrong = wrongWith(textOf(answer));
  if (wrong === undefined) return pass;
  return violation({ reason: `${what} is not what was written`, expected, actual: wrong, observed });
}
