import { isObject, type JsonObject } from '../../specs/json.ts';
import { type Latitude, wrongInDryAnswer, wrongInEventsBeside } from '../../specs/oracles/dry-run.ts';
import type { AnsweredWrite, ShownEvent } from '../../specs/oracles/shown-once.ts';
import { explain, list, type OtherWriter, otherWriters } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import type { Plan } from '../../src/requirement.ts';
import { versionOf } from '../events.ts';
import { ownManager } from '../update-rules/observe-write.ts';

/** How a dry run is asked for. Whoever says so twice means no more than who says so once. */
const spellings = ['dryRun=All', 'dryRun=All&dryRun=All'] as const;

/** The spellings to try; with quick effort both only where that is asked for. */
export function drySpellings({ effort }: Plan, both?: 'both'): readonly string[] {
  return effort === 'quick' && both === undefined ? spellings.slice(0, 1) : spellings;
}

/** One dry run, and what is there after it: undefined where nothing is. */
export interface DryTry {
  readonly asked: string;
  readonly answer: Pick<Answer, 'status' | 'body'>;
  readonly now: JsonObject | undefined;
}

/** Dry runs of a request, and the request itself after them. */
export interface SeenDryRun {
  /** The object before them; undefined where there is none yet. */
  readonly before: JsonObject | undefined;
  readonly tries: readonly DryTry[];
  readonly real: Pick<Answer, 'status' | 'body'>;
  readonly latitude?: Latitude;
  /** What a watch held beside showed, and the real writes that it owed; undefined where it was not looked at. */
  readonly shown?: { readonly writes: readonly AnsweredWrite[]; readonly events: readonly ShownEvent[] };
}

/** A dry run answers as the request itself does, stores nothing, and is shown to no watch. */
export function judgeDryRun({ before, tries, real, latitude, shown }: SeenDryRun): Outcome {
  const others = before === undefined ? [] : writersSince(before, [...tries.map(({ now }) => now), real.body]);
  const expected = 'a dry run is answered as the request itself, nothing is stored, no watch hears of it';
  for (const { asked, answer, now } of tries) {
    const stored = storedBetween(before, now);
    if (stored === undefined) continue;
    const actual = `${asked} is answered ${answer.status}; ${stored}`;
    const observed = { effect: 'updated', status: answer.status } as const;
    return violation({ reason: `${asked}: ${effectOf(before, now)}`, expected, actual, observed });
  }
  const failed = [...tries.map(({ answer }) => answer), real].find(({ status }) => status >= 500);
  if (failed) return inconclusive(`the request is answered ${failed.status}: ${explain(failed.body)}`);
  for (const { asked, answer } of tries) {
    if (real.status >= 400 && answer.status >= 400) continue;
    const wrong = wrongInDryAnswer(answer, real, besideOf(others, latitude));
    if (wrong === undefined) continue;
    if (others.some(({ subresource }) => subresource !== 'status') || real.status === 409)
      return inconclusive(
        `${others.map(({ name }) => name).join(', ') || 'somebody else'} wrote to the object in between`,
      );
    const said = [answer, real].filter(({ status }) => status >= 400).map(({ body }) => `; ${explain(body)}`);
    const observed = { effect: answer.status < 400 ? 'other' : 'refused', status: answer.status } as const;
    return violation({
      reason: `${asked} is not answered as the request itself`,
      expected,
      actual: wrong + said,
      observed,
    });
  }
  if (real.status >= 400)
    return inconclusive(`even the request itself is refused: ${real.status} ${explain(real.body)}`);
  const wrong = shown && wrongInEventsBeside(shown.writes, shown.events, ownManager);
  if (wrong === undefined) return pass;
  const events = shown?.events.map(({ type, object }) => `${type} at version ${versionOf(object)}`).join(', ');
  return violation({ reason: wrong, expected, actual: `the watch shows ${events || 'nothing'}` });
}

/** The other clients that these states of an object, if they are any, show to have written to it. */
function writersSince(before: JsonObject, states: readonly unknown[]): OtherWriter[] {
  return states.filter(isObject).flatMap((state) => otherWriters(before, state, ownManager));
}

/** What somebody else wrote to the status in between is no difference between the answers. */
function besideOf(others: readonly OtherWriter[], latitude: Latitude = {}): Latitude {
  if (others.length === 0) return latitude;
  return { ...latitude, beside: [...(latitude.beside ?? []), 'status', 'metadata.managedFields'] };
}

/** What a dry run left behind, in words; undefined where it left nothing. */
function storedBetween(before: JsonObject | undefined, now: JsonObject | undefined): string | undefined {
  if (before === undefined) return now && 'the object is there then';
  if (now === undefined) return 'the object is gone then';
  const changed = changesSince(before, now, ownManager);
  return changed.length === 0 ? undefined : list(changed);
}

function effectOf(before: JsonObject | undefined, now: JsonObject | undefined): string {
  if (before === undefined) return 'a dry run makes the object';
  return now === undefined ? 'a dry run deletes the object' : 'a dry run changes the object';
}

/** The object at a path; undefined where there is none. @throws InconclusiveError where neither can be seen */
export async function find(client: Client, path: string): Promise<JsonObject | undefined> {
  const { status, body } = await client.send({ method: 'GET', path });
  if (status === 404) return undefined;
  if (status === 200 && typeof body === 'object') return body as JsonObject;
  throw new InconclusiveError(`it cannot be seen whether the object is there: GET ${path} answers ${status}`);
}
