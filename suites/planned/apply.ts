import { plannedChapter } from './planned.ts';

const patch = { actions: ['patch'], subresource: '*' };

/** Server-side apply. */
export const plannedApply = plannedChapter('apply', 'Server-side apply', [
  {
    id: 'apply.*.owns-what-it-sets',
    title: 'An apply patch of {kind} sets its fields and owns them, and gives up those that it leaves out',
    method: 'Applies with several managers, and compares the object and its managedFields with a model.',
    covers: [{ ...patch, parts: ['body/application/apply-patch+yaml'] }],
  },
  {
    id: 'apply.*.creates-what-is-absent',
    title: 'An apply patch of {kind} that is not there creates it and answers 201',
    method: 'Applies under a new name, expects 201 and reads the object back.',
    covers: [{ actions: ['patch'], parts: ['status/201', 'status/201/body/*'] }],
  },
  {
    id: 'apply.*.needs-a-field-manager',
    title: 'An apply patch of {kind} without a field manager is refused, any other patch is not',
    method: 'Sends each patch type without the parameter; the same with it must succeed.',
    covers: [{ ...patch, parts: ['parameter/query/fieldManager/rule/needed-for-apply'] }],
  },
  {
    id: 'apply.*.force-takes-over-conflicts',
    title: 'With force an apply patch of {kind} takes fields over, and no other patch may be forced',
    method: 'Applies a field that another manager owns with and without force, and forces each other patch type.',
    covers: [{ ...patch, parts: ['parameter/query/force', 'parameter/query/force/rule/only-for-apply'] }],
  },
  {
    id: 'apply.*.managed-fields-are-as-listed',
    title: 'The managedFields of {kind} have the fields and values that the document lists',
    method: 'Writes by apply and by update, and looks at every member of each entry.',
    covers: [{ parts: ['status/*/field/metadata.managedFields*'], except: ['*/rule/*'] }],
  },
  {
    id: 'apply.*.entries-of-apply-have-no-time',
    title: 'An entry of managedFields that an apply patch of {kind} made has no time',
    method: 'Applies and looks at the entry; an entry of an update must have one.',
    covers: [{ parts: ['status/*/field/metadata.managedFields*/rule/empty-for-apply'] }],
  },
]);
