import { defineChapter } from '../../src/requirement.ts';
import { applyRefusesUnknownFields } from './apply-unknown.ts';
import { dryRunKeepsNothing } from './dry-run.ts';
import { dryRunStillValidates } from './dry-run-validates.ts';
import { fieldManagerIsRecorded } from './field-manager.ts';
import { fieldManagerLimitsAreHeld } from './field-manager-limits.ts';
import { defaultIsWarn, ignoreDropsInSilence, strictRefuses, warnDropsWithAWarning } from './field-validation.ts';
import { unknownDryRunIsRefused } from './unknown-dry-run.ts';
import { unknownParametersAreIgnored } from './unknown-parameters.ts';
import { unknownValidationIsRefused } from './unknown-validation.ts';

const requirements = [
  dryRunKeepsNothing,
  dryRunStillValidates,
  unknownDryRunIsRefused,
  fieldManagerIsRecorded,
  fieldManagerLimitsAreHeld,
  ignoreDropsInSilence,
  warnDropsWithAWarning,
  strictRefuses,
  defaultIsWarn,
  applyRefusesUnknownFields,
  unknownValidationIsRefused,
  unknownParametersAreIgnored,
];

/** Parameters that many operations have, and what a server makes of those that it does not know. */
export const requestOptions = defineChapter({
  name: 'options',
  title: 'Options of a request',
  requirements: (library) => requirements.flatMap((make) => make(library)),
});
