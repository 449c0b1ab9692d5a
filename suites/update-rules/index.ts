import { resourcesOf } from '../../src/contract/library.ts';
import { defineChapter } from '../../src/requirement.ts';
import { generationFollowsSpec } from './generation.ts';
import { listedFieldsAreUpdated } from './listed-fields.ts';
import { mixedWritesAreAllOrNothing } from './mixed-writes.ts';
import { noOpChangesNothing } from './no-op.ts';
import { otherFieldsAreImmutable } from './other-fields.ts';
import { putCreatesWhatIsAbsent } from './put-create.ts';
import { serverKeptSurvives } from './server-kept.ts';
import { updateIsShownOnce } from './shown-once.ts';
import { transitions } from './transitions/index.ts';
import { unlistedFieldsFollowTheApi } from './unlisted-fields.ts';

/** What an update may change. */
export const updateRules = defineChapter({
  name: 'update-rules',
  title: 'What an update may change',
  requirements: (library) => [
    ...resourcesOf(library).flatMap((resource) => [
      ...(resource.updatableFields ? [listedFieldsAreUpdated(resource, library)] : []),
      ...(resource.otherFields ? [otherFieldsAreImmutable(resource)] : []),
    ]),
    ...unlistedFieldsFollowTheApi(library),
    ...transitions.flatMap((requirements) => requirements(library)),
    ...mixedWritesAreAllOrNothing(library),
    ...noOpChangesNothing(library),
    ...serverKeptSurvives(library),
    ...generationFollowsSpec(library),
    ...putCreatesWhatIsAbsent(library),
    ...updateIsShownOnce(library),
  ],
});
