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

export type { Way } from './way.ts';
