import type { JsonObject } from '../../specs/json.ts';
import type { SchemaSet } from '../schema/schema.ts';
import { apply } from './apply.ts';
import { jsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import { put } from './put.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';
import type { Way } from './way.ts';

/** The ways that can say every change. */
export const completeWays: readonly Way[] = [put, jsonPatch, mergePatch, strategicMergePatch];

/** Every way to write an object that the suites try; a rule is checked on each that can say it. */
export const ways: readonly Way[] = [...completeWays, apply];

/** Whether a way can say a change of an object. The complete ways can say every one: for them the change is not even made. */
export function canSay(
  way: Way,
  before: JsonObject,
  change: (before: JsonObject) => JsonObject,
  schemas: SchemaSet,
): boolean {
  return completeWays.includes(way) || way.body(before, change(before), schemas) !== undefined;
}

export type { Way } from './way.ts';
