import type { Chapter } from '../src/requirement.ts';
import { access } from './access/index.ts';
import { apply } from './apply/index.ts';
import { bodies } from './bodies/index.ts';
import { concurrentPatches } from './concurrency/index.ts';
import { creation } from './create/index.ts';
import { deletion } from './deletion/index.ts';
import { documentExamples } from './document-examples.ts';
import { log } from './log/index.ts';
import { metadataMaps } from './metadata-maps.ts';
import { negotiation } from './negotiation/index.ts';
import { requestOptions } from './options/index.ts';
import { paging } from './paging/index.ts';
import { passive } from './passive/index.ts';
import { patchSemantics } from './patch-semantics/index.ts';
import { paths } from './paths/index.ts';
import { reading } from './reading/index.ts';
import { subresources } from './subresources/index.ts';
import { updateRules } from './update-rules/index.ts';
import { watches } from './watch/index.ts';

/** Every chapter, in the order in which reports show them. */
export const chapters: readonly Chapter[] = [
  documentExamples,
  updateRules,
  metadataMaps,
  passive,
  apply,
  patchSemantics,
  subresources,
  concurrentPatches,
  paths,
  access,
  creation,
  deletion,
  log,
  requestOptions,
  bodies,
  negotiation,
  reading,
  paging,
  watches,
];
