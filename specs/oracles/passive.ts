import { isObject } from '../json.ts';
import type { ApiKind } from '../schemas/validator.ts';

// Passive conformance: every answer of a run, whatever it is about, is held against what its operation promises. The judges
// in the files beside this one are pure: an answer and a promise in, deviations out. An answer of which a judge can say
// nothing is `undefined` to it, never a deviation.

/** An answer, with as much of its request as its judgement needs. */
export interface SeenAnswer {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly accept: string;
  readonly status: number;
  /** The Content-Type header; undefined where there is none. */
  readonly contentType: string | undefined;
  /** The parsed JSON body; undefined where it is none. */
  readonly body: unknown;
  /** Whether there was no body at all. */
  readonly empty: boolean;
}

/** What a contract says of one operation. */
export interface PromisedOperation {
  readonly contract: string;
  /** Contract and operation, as reports name them. */
  readonly name: string;
  /** By status: a code, a range such as `2XX`, or `default`. */
  readonly responses: ReadonlyMap<string, PromisedResponse>;
}

export interface PromisedResponse {
  /** By media type, without parameters and in lower case; none where the contract says nothing of a body. */
  readonly media: ReadonlyMap<string, PromisedBody>;
}

export interface PromisedBody {
  /** What the schema finds wrong with a value, in words that begin with a JSON pointer. */
  faults(value: unknown): readonly string[];
  /** The kinds that the body may be of; none where the contract does not say. */
  readonly kinds: readonly ApiKind[];
}

/** One way in which an answer is not as promised. */
export interface Deviation {
  /** Short, the same in every run, printable ASCII: it becomes part of a case's name. */
  readonly what: string;
  readonly reason: string;
  readonly expected: string;
  readonly actual: string;
}

/** Holds an answer against its operation; undefined where the promise does not bear on such an answer. */
export type PassiveJudge = (seen: SeenAnswer, promised: PromisedOperation) => readonly Deviation[] | undefined;

/** What is promised for a status: the code itself, else its range, else the default (OpenAPI 3.1, "Responses Object"). */
export function responseFor({ responses }: PromisedOperation, status: number): PromisedResponse | undefined {
  return responses.get(String(status)) ?? responses.get(`${Math.floor(status / 100)}XX`) ?? responses.get('default');
}

/** The JSON body that is promised for an answer, where the answer is of that form; undefined for everything else. */
export function promisedBody(seen: SeenAnswer, promised: PromisedOperation): PromisedBody | undefined {
  if (seen.empty || asksForAnotherForm(seen.accept) || mediaTypeOf(seen.contentType) !== json) return undefined;
  return responseFor(promised, seen.status)?.media.get(json);
}

export const json = 'application/json';

/** A media type without its parameters, in lower case. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  return contentType?.replace(/;.*/, '').trim().toLowerCase();
}

/** Whether the request asked for a Table or for metadata alone, which no document describes ("Receiving resources as Tables"). */
export function asksForAnotherForm(accept: string): boolean {
  return accept.includes('as=');
}

/** Codes that whatever stands between us and the server answers by itself, in its own form. */
const intermediaryCodes: ReadonlySet<number> = new Set([408, 413, 414, 431, 502, 503, 504]);

/** An error that may come from a proxy or load balancer: it has such a code and is no JSON. It says nothing of the server. */
export function mayBeAnIntermediarys({ status, body }: SeenAnswer): boolean {
  return intermediaryCodes.has(status) && !isObject(body);
}

/** Printable ASCII of a length that a case's name can hold. */
export function nameable(text: string): string {
  return text.replaceAll(/[^ -~]/g, '?').slice(0, 100);
}

/** A value as an error text shows it. */
export function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 200);
}
