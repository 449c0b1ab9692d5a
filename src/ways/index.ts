import { jsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import { put } from './put.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';
import type { Way } from './way.ts';

/** Every way to write an object that the suites try; a rule is checked on each. */
export const ways: readonly Way[] = [put, jsonPatch, mergePatch, strategicMergePatch];

export type { Way } from './way.ts';
