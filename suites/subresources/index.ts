import type { Library } from '../../src/contract/library.ts';
import { defineChapter, type Requirement } from '../../src/requirement.ts';
import { ephemeralContainersArePatched, ephemeralContainersArePut } from './ephemeral-containers.ts';
import { ephemeralContainersAreNotCreated } from './ephemeral-creation.ts';
import { subresourcesWriteNothingElse } from './nothing-else.ts';
import { createIgnoresStatus, statusIsWritten } from './status.ts';
import { statusExamples } from './status-example.ts';
import { statusWritesMetadata } from './status-metadata.ts';

const rules: readonly ((library: Library) => Requirement[])[] = [
  statusIsWritten,
  createIgnoresStatus,
  statusWritesMetadata,
  statusExamples,
  subresourcesWriteNothingElse,
  ephemeralContainersArePut,
  ephemeralContainersArePatched,
  ephemeralContainersAreNotCreated,
];

/** Writes to the parts of an object that have paths of their own. */
export const subresources = defineChapter({
  name: 'subresources',
  title: 'Writes to subresources',
  requirements: (library) => rules.flatMap((rule) => rule(library)),
});
