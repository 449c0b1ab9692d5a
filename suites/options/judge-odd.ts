import { differences, type JsonObject } from '../../specs/json.ts';
import {
  type FieldValidation,
  namedIn,
  refusalTexts,
  warnedOf,
  wrongInWarnings,
} from '../../specs/oracles/field-validation.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain, isServerKept, list } from '../../specs/oracles/update-rules.ts';
import { changesSince, judgeDone } from '../../specs/oracles/whole-write.ts';
import type { Answer } from '../../src/client/client.ts';
import { advisory, inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import { outcomeOf, ownManager } from '../update-rules/observe-write.ts';
import type { SeenOdd } from './odd-request.ts';

const unknownToServer = unsupported(
  'the target does not know of field validation: it takes any value of fieldValidation',
);

/** The write takes effect but for what is unknown, and of what is there twice the last counts. */
function judgeTaken(what: string, { wanted, before, answer, after, names }: SeenOdd): Outcome {
  const { status, body } = answer;
  const expected = `${what} is answered with success, the odd fields aside the object is as wanted`;
  if (status >= 500) return inconclusive(`${what} is answered ${status}: ${explain(body)}`);
  const broken = (reason: string, actual: string): Outcome =>
    violation({ reason, expected, actual, observed: { effect: status < 400 ? 'other' : 'refused', status } });
  if (status === 409) return inconclusive(`${what} meets the writes of others: ${explain(body)}`);
  if (before !== undefined && after !== undefined)
    return outcomeOf((seen) => judgeDone(seen, what), {
      field: 'metadata.labels',
      before,
      wanted,
      status,
      answer: body,
      after,
    });
  if (status >= 400) return broken(`${what} is refused`, `answer ${status}: ${explain(body)}`);
  if (after === undefined) return broken(`${what} makes nothing`, `answer ${status}; a GET then finds nothing`);
  const missed = missedOf(wanted, after, names);
  return missed === undefined ? pass : broken(`${what} makes another object`, `answer ${status}; ${missed}`);
}

/** Of what was sent to make an object, what it is read back without; a server adds to it as it likes. */
function missedOf(wanted: JsonObject, after: JsonObject, names: readonly string[]): string | undefined {
  const sent = differences(wanted, after).filter(({ path, before }) => before !== undefined && !isServerKept(path));
  const lists = sent.filter(({ before }) => typeof before !== 'object');
  if (lists.length > 0) return list(lists);
  const stray = names.filter((name) => JSON.stringify(after).includes(name) && !JSON.stringify(wanted).includes(name));
  return stray.length === 0 ? undefined : `it is read back with ${stray.join(', ')}`;
}

/** Under Ignore: taken, and not a word of the fields. */
export function judgeIgnored(what: string, seen: SeenOdd): Outcome {
  const taken = judgeTaken(what, seen);
  if (taken.kind !== 'pass') return taken;
  const warned = warnedOf(warningOf(seen.answer), seen.names);
  if (warned.length === 0) return pass;
  return violation({
    reason: `${what} is warned of`,
    expected: 'no warning names the odd fields',
    actual: `answer ${seen.answer.status}, Warning: ${warningOf(seen.answer)}`,
  });
}

/** Under Warn: taken, with a warning of each of the fields. */
export function judgeWarned(what: string, seen: SeenOdd): Outcome {
  if (!seen.isKnown) return unknownToServer;
  const taken = judgeTaken(what, seen);
  if (taken.kind !== 'pass') return taken;
  const wrong = wrongInWarnings(warningOf(seen.answer), seen.names);
  if (wrong === undefined) return pass;
  return violation({
    reason: `${what}: ${wrong}`,
    expected: `success, with a Warning of code 299 that names each of ${seen.names.join(', ')}`,
    actual: `answer ${seen.answer.status}, Warning: ${warningOf(seen.answer) ?? 'none'}`,
  });
}

/** Under Strict: refused, each of the fields is named, nothing changes; without them the same is taken. */
export function judgeStrict(what: string, seen: SeenOdd, statuses: readonly number[]): Outcome {
  const { answer, names, isKnown } = seen;
  if (answer.status < 400 && !isKnown) return unknownToServer;
  return judgeRefused(what, seen, { statuses, named: (missing) => missing.length === 0, owed: names.join(', ') });
}

/**
 * An application with unknown fields: refused whatever the parameter says, and one of the fields is named at least. To have it
 * answered as a failure of the server is no more than unwise: kube-apiserver does (1.33, 1.34), and names now all, now some.
 */
export function judgeApplied(what: string, seen: SeenOdd, validation: FieldValidation | undefined): Outcome {
  const { answer, names, control } = seen;
  // Whoever drops them as other writes do has done what was asked for.
  if (answer.status < 400 && validation !== 'Strict') return judgeTaken(what, seen);
  const owed = `one at least of ${names.join(', ')}`;
  const refused = judgeRefused(what, seen, {
    statuses: [400, 422],
    named: (missing) => missing.length < names.length,
    owed,
  });
  const isNamed = namedIn(refusalTexts(answer.body), names).length > 0;
  if (refused.kind !== 'inconclusive' || answer.status < 500 || !isNamed || (control?.status ?? 0) >= 300)
    return refused;
  const expected = `${what} is refused with 400 or 422, naming ${owed}`;
  const actual = `answer ${answer.status}: ${explain(answer.body)}`;
  return advisory({ reason: `${what} is answered as a failure of the server`, expected, actual });
}

/** How a refusal may be: with which statuses, and whether it names enough when these names are missing. */
interface OddRefusal {
  readonly statuses: readonly number[];
  readonly named: (missing: readonly string[]) => boolean;
  /** What is to be named, in words. */
  readonly owed: string;
}

function judgeRefused(what: string, seen: SeenOdd, { statuses, named, owed }: OddRefusal): Outcome {
  const { before, answer, after, names, control } = seen;
  const expected = `${what} is refused with ${statuses.join(' or ')}, naming ${owed}; nothing changes`;
  const said = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`;
  const observed = { effect: answer.status < 400 ? 'ignored' : 'refused', status: answer.status } as const;
  const broken = (reason: string, more = ''): Outcome =>
    violation({ reason, expected, actual: `${said}${more}`, observed });
  if (answer.status < 400) return broken(`${what} is accepted`);
  if (answer.status === 409) return inconclusive(`${what} meets the writes of others: ${explain(answer.body)}`);
  const changed = before === undefined || after === undefined ? [] : changesSince(before, after, ownManager);
  if (changed.length > 0) return broken(`${what} is refused, and yet changes the object`, `; ${list(changed)}`);
  if (before === undefined && after !== undefined) return broken(`${what} is refused, and yet makes the object`);
  if (control && control.status >= 300)
    return inconclusive(`even without the odd fields it is refused: ${control.status} ${explain(control.body)}`);
  if (answer.status >= 500) return inconclusive(`${what} is answered ${answer.status}: ${explain(answer.body)}`);
  const wrong = wrongInRefusal(answer, { statuses });
  if (wrong !== undefined) return broken(`${what}: ${wrong}`);
  const missing = names.filter((name) => namedIn(refusalTexts(answer.body), [name]).length === 0);
  return named(missing) ? pass : broken(`${what} is refused without naming ${missing.join(', ')}`);
}

/** Without the parameter a request is answered as with Warn. */
export function judgeDefault(what: string, without: SeenOdd, warn: SeenOdd): Outcome {
  const failed = [without, warn].find(({ answer }) => answer.status >= 500);
  if (failed) return inconclusive(`${what} is answered ${failed.answer.status}`);
  if (without.answer.status === 409 || warn.answer.status === 409)
    return inconclusive(`${what} meets the writes of others`);
  const seenOf = ({ answer, names }: SeenOdd) =>
    answer.status >= 400
      ? 'refused'
      : `taken, warning of ${warnedOf(warningOf(answer), names).join(', ') || 'nothing'}`;
  if (seenOf(without) === seenOf(warn)) return pass;
  return violation({
    reason: `${what} without fieldValidation is treated otherwise than with Warn`,
    expected: `as with Warn: ${seenOf(warn)}`,
    actual: `answer ${without.answer.status}: ${seenOf(without)}`,
  });
}

function warningOf({ headers }: Answer): string | undefined {
  return headers['warning'];
}
