import { isWithin } from '../../specs/field-path.ts';
import { type Difference, differences, isObject, type JsonObject } from '../../specs/json.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain, isServerKept, list, otherWriters } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Answer } from '../../src/client/client.ts';
import { advisory, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { ownManager } from '../update-rules/observe-write.ts';

/** As much of an answer as is judged. */
export type SeenAnswer = Pick<Answer, 'status' | 'body'>;

/** What was seen of a body that makes no sense, or little. */
export interface SentBody {
  /** What it was, and where it was sent, for people. */
  readonly what: string;
  /** The answer; undefined where the connection was closed without one, time and again, and others were answered in between. */
  readonly answer: SeenAnswer | undefined;
  /** The object before; undefined where there was none yet. */
  readonly before: JsonObject | undefined;
  /** What a GET of the object then answers. */
  readonly after: SeenAnswer;
  /** The statuses that it can be refused with, where it must be refused. */
  readonly refused?: readonly number[];
  /** Known to be answered 500 by kube-apiserver: in a Status without a reason, or (`any`) in one with any. */
  readonly known?: 'untyped' | 'any';
}

/** What a body that was taken may have changed: what it was to write, and what a member more may have been. */
const written = ['metadata.annotations', 'metadata.labels'];

/**
 * No body breaks a server: it is refused with 4xx and a Status and nothing changes, or it is taken and the answer is what is
 * then stored; never 5xx. What must be refused is.
 * @see api-conventions "HTTP Status codes", "Response Status Kind"
 */
export function judgeSent(sent: SentBody): Outcome {
  const { what, answer, before, after, refused } = sent;
  const codes = refused?.join(' or ') ?? '4xx with a Status, or taken as it is then read back';
  const expected = `${what} is answered ${codes}, and never with 5xx; nothing else changes`;
  if (!answer) {
    const reason = `${what} makes the server close the connection without an answer`;
    return violation({
      reason,
      expected,
      actual: 'the connection was closed each time, and a GET was answered after it',
    });
  }
  const said = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`;
  const found = foundChanges(sent);
  if (found === undefined) return inconclusive(`${what}: the object cannot be read back: GET answers ${after.status}`);
  const others = writersBeside(sent);
  if (others.length > 0) return inconclusive(`${others.join(', ')} wrote to the object in between`);
  if (answer.status >= 400 && found.changed !== '') {
    const reason = `${what} is refused, and yet ${before ? 'changes the object' : 'makes one'}`;
    return violation({ reason, expected, actual: `${said}; ${found.changed}` });
  }
  if (answer.status >= 500) return judgeFailure(sent, answer, expected, said);
  if (answer.status >= 400) {
    const wrong = wrongInRefusal(answer, refused ? { statuses: refused } : {});
    return wrong === undefined ? pass : violation({ reason: `${what}: ${wrong}`, expected, actual: said });
  }
  if (refused) {
    const changed = found.changed === '' ? 'nothing changed' : found.changed;
    return violation({ reason: `${what} is accepted`, expected, actual: `${said}; ${changed}` });
  }
  if (found.wrong !== '')
    return violation({ reason: `${what} is taken for something else`, expected, actual: `${said}; ${found.wrong}` });
  return pass;
}

/**
 * A lawful body with something wrong in it, of which nobody can say what it means then: refused as any is, or taken, whatever
 * it is then, and answered as it is stored.
 */
export function judgeMutated(sent: SentBody): Outcome {
  const { answer, after, what } = sent;
  if (!answer || answer.status >= 400 || after.status !== 200) return judgeSent(sent);
  const wrong = differencesAfter(answer.body, after.body);
  if (wrong.length === 0) return pass;
  const others = writersBeside({ ...sent, before: undefined });
  if (others.length > 0) return inconclusive(`${others.join(', ')} wrote to the object in between`);
  return violation({
    reason: `${what} is taken, and the answer is not what is then stored`,
    expected: 'the answer of a write is the object as it is stored',
    actual: list(wrong),
  });
}

/** A failure of the server: one that kube-apiserver is known for is told, a passing one says nothing. */
function judgeFailure({ what, known }: SentBody, answer: SeenAnswer, expected: string, actual: string): Outcome {
  const { status, body } = answer;
  if (status > 501) return inconclusive(`${what} is answered ${status}`);
  const isKnown = known === 'any' || (known === 'untyped' && isObject(body) && body['reason'] === undefined);
  if (isKnown && wrongInRefusal(answer, { statuses: [status] }) === undefined) {
    const reason = `${what} is answered ${status}, as by kube-apiserver: an error of the caller is told as one of the server`;
    return advisory({ reason, expected, actual });
  }
  return violation({ reason: `${what} is answered ${status}`, expected, actual });
}

/** What changed at all, and what of that a body that was taken could not have meant; undefined where that cannot be seen. */
function foundChanges({ answer, before, after }: SentBody): { changed: string; wrong: string } | undefined {
  const isThere = after.status === 200 && isObject(after.body);
  if (!isThere && after.status !== 404) return undefined;
  if (!before) return isThere ? madeChanges(answer?.body, after.body) : { changed: '', wrong: notThere(answer) };
  if (!isThere) return { changed: 'the object is gone', wrong: 'the object is gone' };
  const changed = changesSince(before, after.body as JsonObject, ownManager);
  const wrong = changed.filter(({ path }) => !isServerKept(path) && !written.some((part) => isWithin(path, part)));
  return { changed: list(changed), wrong: list(wrong) };
}

function madeChanges(answer: unknown, stored: unknown): { changed: string; wrong: string } {
  return { changed: 'the object is there', wrong: list(differencesAfter(answer, stored)) };
}

/** Other clients that wrote to more than the status in between, by the owners that the object lists. */
function writersBeside({ answer, before, after }: SentBody): string[] {
  const known = before ?? answer?.body;
  if (!isObject(known) || known['kind'] === 'Status' || !isObject(after.body)) return [];
  const others = otherWriters(known, after.body, ownManager);
  return others.filter(({ subresource }) => subresource !== 'status').map(({ name }) => name);
}

/** Where what is stored is not what was answered; what another client wrote to the status in between is left out. */
function differencesAfter(answer: unknown, stored: unknown): Difference[] {
  if (isObject(answer) && isObject(stored)) return changesSince(answer, stored, ownManager);
  return differences(answer, stored);
}

function notThere(answer: SentBody['answer']): string {
  return answer && answer.status < 400 ? 'the object is not there' : '';
}
