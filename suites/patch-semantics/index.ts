import type { Library } from '../../src/contract/library.ts';
import { defineChapter, type Requirement } from '../../src/requirement.ts';
import { answerFieldsAreAsListed } from './answer-fields.ts';
import { jsonPatchSemantics } from './json-patch.ts';
import { jsonPatchLatitude } from './json-patch-latitude.ts';
import { mediaTypeDecides } from './media-type.ts';
import { mergePatchSemantics } from './merge-patch.ts';
import { putWritesTheWholeObject } from './put.ts';
import { strategicMergePatchSemantics } from './strategic-merge-patch.ts';

const makers: readonly ((library: Library) => Requirement[])[] = [
  jsonPatchSemantics,
  jsonPatchLatitude,
  mergePatchSemantics,
  strategicMergePatchSemantics,
  mediaTypeDecides,
  putWritesTheWholeObject,
  answerFieldsAreAsListed,
];

/** What a patch of each type means. */
export const patchSemantics = defineChapter({
  name: 'patch-semantics',
  title: 'What a write means',
  requirements: (library) => makers.flatMap((make) => make(library)),
});
