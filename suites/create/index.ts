import type { Library } from '../../src/contract/library.ts';
import { defineChapter, type Requirement } from '../../src/requirement.ts';
import { absentNamespaceIs404 } from './absent-namespace.ts';
import { createAnswers201 } from './answers-201.ts';
import { defaultsAreFilledIn } from './defaults.ts';
import { generatedNamesAreDistinct } from './distinct-names.ts';
import { duplicatesAreRefused } from './duplicates.ts';
import { generateNameMakesAName } from './generate-name.ts';
import { identityFitsTheAddress } from './identity.ts';
import { invalidObjectsAre422 } from './invalid.ts';
import { namesAreDnsSubdomains } from './names.ts';
import { putOfAbsentIs404 } from './put-absent.ts';
import { serverSetIsNotTaken } from './server-set.ts';
import { createIsShownOnce } from './shown-once.ts';
import { terminatingNamespaceIs403 } from './terminating-namespace.ts';
import { valuesFollowTheirRules } from './validation.ts';
import { wrongTypesAreRefused } from './wrong-types.ts';

const rules: readonly ((library: Library) => Requirement[])[] = [
  createAnswers201,
  defaultsAreFilledIn,
  serverSetIsNotTaken,
  namesAreDnsSubdomains,
  generateNameMakesAName,
  generatedNamesAreDistinct,
  duplicatesAreRefused,
  identityFitsTheAddress,
  absentNamespaceIs404,
  terminatingNamespaceIs403,
  putOfAbsentIs404,
  createIsShownOnce,
  wrongTypesAreRefused,
  invalidObjectsAre422,
  valuesFollowTheirRules,
];

/** How objects come about, and which never do. */
export const creation = defineChapter({
  name: 'create',
  title: 'Creation and valid values',
  requirements: (library) => rules.flatMap((rule) => rule(library)),
});
