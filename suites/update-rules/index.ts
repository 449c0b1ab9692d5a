import { resourcesOf } from '../../src/contract/library.ts';
import { defineChapter } from '../../src/requirement.ts';
import { listedFieldsAreUpdated } from './listed-fields.ts';
import { otherFieldsAreImmutable } from './other-fields.ts';

/** What an update may change. */
export const updateRules = defineChapter({
  name: 'update-rules',
  title: 'What an update may change',
  requirements: (library) =>
    resourcesOf(library).flatMap((resource) => [
      ...(resource.updatableFields ? [listedFieldsAreUpdated(resource, library)] : []),
      ...(resource.otherFields ? [otherFieldsAreImmutable(resource)] : []),
    ]),
});
