import type { JsonObject } from '../../specs/json.ts';
import type { Way } from '../../src/ways/index.ts';
import { applied, withMetadata } from '../update-rules/places.ts';

/** The versions that there are when a write names one. */
export interface KnownVersions {
  /** The stored version of the object, and the one before. */
  readonly now: string;
  readonly before: string;
  /** Of another object of the kind: one from before the stored version, and one from after it. */
  readonly otherBefore: string;
  readonly otherSince: string;
}

/** A version that a write may name. */
export interface NamedVersion {
  readonly name: string;
  /** For people, behind "that names": `the version before`. */
  readonly what: string;
  /** Undefined where there is none: versions are texts, and of some servers no numbers. */
  readonly of: (known: KnownVersions) => string | null | undefined;
}

/** Versions that are not that of the object. */
export const otherVersions: readonly NamedVersion[] = [
  { name: 'stale', what: 'a resourceVersion that is no longer stored', of: ({ before }) => before },
  {
    name: 'passed',
    what: 'a later resourceVersion, which another object has got since',
    of: ({ otherSince }) => otherSince,
  },
  {
    name: 'of-another',
    what: 'an earlier resourceVersion, which another object got',
    of: ({ otherBefore }) => otherBefore,
  },
  { name: 'next', what: 'a resourceVersion that is not there yet', of: ({ otherSince }) => later(otherSince, 1n) },
  {
    name: 'far',
    what: 'a resourceVersion a thousand after the last',
    of: ({ otherSince }) => later(otherSince, 1000n),
  },
  { name: 'tenfold', what: 'its resourceVersion with one more digit', of: ({ now }) => numeric(now) && `${now}0` },
  { name: 'greatest', what: 'the greatest resourceVersion', of: ({ now }) => numeric(now) && '9223372036854775807' },
];

/** What is no version at all. */
export const malformedVersions: readonly NamedVersion[] = [
  { name: 'text', what: 'a resourceVersion that is no number', of: () => 'abc' },
  { name: 'negative', what: 'a negative resourceVersion', of: () => '-1' },
  { name: 'fraction', what: 'a fraction as resourceVersion', of: () => '1.5' },
  { name: 'too-great', what: 'a resourceVersion of thirty digits', of: () => '9'.repeat(30) },
];

/** What may be taken for the stored version, or for none. */
export const openVersions: readonly NamedVersion[] = [
  {
    name: 'zeros-before',
    what: 'its resourceVersion with zeros before it',
    of: ({ now }) => numeric(now) && `00${now}`,
  },
  { name: 'zero', what: 'the resourceVersion 0', of: () => '0' },
  { name: 'empty', what: 'an empty resourceVersion', of: () => '' },
  { name: 'null', what: 'a resourceVersion of null', of: () => null },
];

/** The stored version: the control of all the others. */
export const presentVersion: NamedVersion = {
  name: 'present',
  what: 'its present resourceVersion',
  of: ({ now }) => now,
};

function numeric(version: string): string | undefined {
  return /^\d+$/.test(version) ? version : undefined;
}

function later(version: string, by: bigint): string | undefined {
  return numeric(version) && String(BigInt(version) + by);
}

/** The body of a write with members of metadata as conditions: in JSON Patch operations more, in the other ways members. */
export function withConditions(way: Way, body: unknown, stored: JsonObject, members: JsonObject): unknown {
  if (way.name === 'json-patch') {
    const operations = Object.entries(members).map(([name, value]) => ({
      op: 'replace',
      path: `/metadata/${name}`,
      value,
    }));
    return [...operations, ...(Array.isArray(body) ? body : [])];
  }
  return way.name === 'apply' && body === undefined
    ? applied(stored, members)
    : withMetadata((body ?? {}) as JsonObject, members);
}
