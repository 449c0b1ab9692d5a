import { defineChapter } from '../../src/requirement.ts';
import { dryRunKeepsNothing } from './dry-run.ts';
import { dryRunStillValidates } from './dry-run-validates.ts';
import { unknownDryRunIsRefused } from './unknown-dry-run.ts';

const requirements = [dryRunKeepsNothing, dryRunStillValidates, unknownDryRunIsRefused];

/** Parameters that many operations have, and what a server makes of those that it does not know. */
export const requestOptions = defineChapter({
  name: 'options',
  title: 'Options of a request',
  requirements: (library) => requirements.flatMap((make) => make(library)),
});
