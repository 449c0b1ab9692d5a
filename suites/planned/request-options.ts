import { type PlannedRequirement, plannedChapter } from './planned.ts';

/** What one value of fieldValidation does about unknown and repeated fields. */
function fieldValidation(value: string, id: string, title: string, rule: string): PlannedRequirement {
  const parameter = 'parameter/query/fieldValidation';
  return {
    id: `field-validation.*.${id}`,
    title,
    method:
      'Sends unknown and repeated fields in every way of writing, and looks at the answer, its warnings and the object.',
    covers: [{ subresource: '*', parts: [parameter, `${parameter}/value/${value}`, `${parameter}/rule/${rule}`] }],
  };
}

/** Parameters that many operations have. */
export const plannedRequestOptions = plannedChapter('request-options', 'Options of a request', [
  {
    id: 'dry-run.*.keeps-nothing',
    title: 'A dry run of a request about {kind} answers as the request would, and keeps nothing',
    method: 'Makes each kind of write dry and real, compares the answers, and reads back after the dry one.',
    covers: [{ subresource: '*', parts: ['parameter/query/dryRun', 'parameter/query/dryRun/value/All'] }],
  },
  {
    id: 'dry-run.*.unknown-value-is-refused',
    title: 'A request about {kind} with an unknown value of dryRun is refused and does nothing',
    method: 'Sends unknown values with each kind of write, and reads back.',
    covers: [{ subresource: '*', parts: ['parameter/query/dryRun/rule/unknown-value-refused'] }],
  },
  {
    id: 'field-manager.*.is-recorded',
    title: 'The fieldManager of a write of {kind} is the name that its fields are owned under',
    method: 'Writes under a name in every way, and looks for it in managedFields.',
    covers: [{ subresource: '*', parts: ['parameter/query/fieldManager'] }],
  },
  {
    id: 'field-manager.*.limits-are-held',
    title: 'A fieldManager of a write of {kind} that is too long or not printable is refused',
    method: 'Writes under names of 128 and 129 characters, of other scripts, and with control characters.',
    covers: [{ subresource: '*', parts: ['parameter/query/fieldManager/limit/*'] }],
  },
  fieldValidation(
    'Ignore',
    'ignore-drops-in-silence',
    'With fieldValidation=Ignore a write of {kind} drops unknown fields without a word',
    'ignore-drops-in-silence',
  ),
  fieldValidation(
    'Warn',
    'warn-drops-with-a-warning',
    'With fieldValidation=Warn a write of {kind} drops unknown fields and warns of each',
    'warn-drops-with-a-warning',
  ),
  fieldValidation(
    'Strict',
    'strict-refuses',
    'With fieldValidation=Strict a write of {kind} with unknown fields is refused, and each is named',
    'strict-refuses',
  ),
  {
    id: 'field-validation.*.default-is-warn',
    title: 'Without fieldValidation a write of {kind} is treated as with Warn',
    method: 'Sends unknown and repeated fields without the parameter, and compares with Warn.',
    covers: [{ subresource: '*', parts: ['parameter/query/fieldValidation/rule/warn-by-default'] }],
  },
]);
