import type { Library } from '../../src/contract/library.ts';
import { defineChapter, type Requirement } from '../../src/requirement.ts';
import { absentIsNotFound } from './absent.ts';
import { containerIsChosen } from './container.ts';
import { followKeepsItOpen } from './follow.ts';
import { logIsText } from './is-text.ts';
import { bytesAreLimited } from './limit-bytes.ts';
import { previousRunIsChosen } from './previous.ts';
import { sinceCutsThePast } from './since.ts';
import { tailLinesCutThePast } from './tail-lines.ts';
import { timestampsAreRfc3339 } from './timestamps.ts';
import { optionsWorkTogether } from './together.ts';

const rules: readonly ((library: Library) => Requirement[])[] = [
  logIsText,
  absentIsNotFound,
  containerIsChosen,
  followKeepsItOpen,
  bytesAreLimited,
  previousRunIsChosen,
  sinceCutsThePast,
  tailLinesCutThePast,
  timestampsAreRfc3339,
  optionsWorkTogether,
];

/** The log of an object. */
export const log = defineChapter({
  name: 'log',
  title: 'Logs',
  requirements: (library) => rules.flatMap((rule) => rule(library)),
});
