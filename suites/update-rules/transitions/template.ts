import { type TemplateChange, templateChange } from '../../../fixtures/generators/template-changes.ts';
import { objectFor } from '../../../fixtures/transitions.ts';
import { isObject, type JsonObject, valueAt } from '../../../specs/json.ts';
import { applyMergePatch } from '../../../specs/oracles/merge-patch.ts';
import { templateAnswer } from '../../../specs/oracles/transitions/job-template.ts';
import { job } from './kinds.ts';
import { withMembers } from './members.ts';
import { defineRule } from './rule.ts';

const nodeSelector = { 'kube-covenant.example/node': 'none' };
const tolerations = [{ key: 'kube-covenant.example/key', operator: 'Exists', effect: 'NoSchedule' }];
const labels = { 'kube-covenant.example/label': 'set' };
const annotations = { 'kube-covenant.example/annotation': 'any text' };
const schedulingGates = [{ name: 'kube-covenant.example/gate' }];

/** What the Pods of a Job look like. */
export const template = defineRule<TemplateChange>({
  id: 'transition.job.template-of-a-suspended-job-may-change',
  title:
    'The template of a Job that is suspended and never began can change in what says where its Pods go, in every way of writing; no other change of a template is made',
  method:
    'Changes parts of the templates of Jobs that are suspended and that are not, known cases and generated ones; reads the Job back and compares the whole of it, or expects a refusal that names the template, after which a label can be written. No Pod is asked for.',
  of: job,
  field: 'spec.template',
  refuses: ['spec.template'],
  kills: ['job-template-change-accepted', 'job-template-change-dropped', 'job-template-refusal-names-wrong-field'],
  examples: {
    'set-node-selector': { suspended: true, to: { spec: { nodeSelector } } },
    'change-node-selector': {
      suspended: true,
      given: { spec: { nodeSelector } },
      to: { spec: { nodeSelector: { 'kube-covenant.example/node': 'another' } } },
    },
    'take-node-selector-away': {
      suspended: true,
      given: { spec: { nodeSelector } },
      to: { spec: { nodeSelector: null } },
    },
    'set-tolerations': { suspended: true, to: { spec: { tolerations } } },
    'take-tolerations-away': { suspended: true, given: { spec: { tolerations } }, to: { spec: { tolerations: null } } },
    'set-labels': { suspended: true, to: { metadata: { labels } } },
    'set-annotations': { suspended: true, to: { metadata: { annotations } } },
    'set-scheduling-gates': { suspended: true, to: { spec: { schedulingGates } } },
    'take-scheduling-gates-away': {
      suspended: true,
      given: { spec: { schedulingGates } },
      to: { spec: { schedulingGates: null } },
    },
    'set-all-that-may-change': {
      suspended: true,
      to: { metadata: { labels, annotations }, spec: { nodeSelector, tolerations, schedulingGates } },
    },
    'change-image': { suspended: true, to: {}, container: { image: 'registry.invalid/main:2' } },
    'change-command': { suspended: true, to: {}, container: { command: ['another'] } },
    'change-resources': { suspended: true, to: {}, container: { resources: { requests: { cpu: '10m' } } } },
    'change-restart-policy': { suspended: true, to: { spec: { restartPolicy: 'OnFailure' } } },
    'set-deadline': { suspended: true, to: { spec: { activeDeadlineSeconds: 100 } } },
    'change-image-beside-node-selector': {
      suspended: true,
      to: { spec: { nodeSelector } },
      container: { image: 'registry.invalid/main:2' },
    },
    'set-node-selector-of-one-not-suspended': { suspended: false, to: { spec: { nodeSelector } } },
    'set-labels-of-one-not-suspended': { suspended: false, to: { metadata: { labels } } },
    'change-image-of-one-not-suspended': { suspended: false, to: {}, container: { image: 'registry.invalid/main:2' } },
  },
  changes: templateChange(),
  // Without parallelism nothing runs, suspended or not; with a completion to wait for, it is not done either.
  given: ({ suspended, given = {} }, resource) =>
    withTemplate(
      withMembers(objectFor(resource), { suspend: suspended, parallelism: 0, completions: 1 }),
      (before) => applyMergePatch(before, given) as JsonObject,
    ),
  wanted: (stored, { to, container }) =>
    withTemplate(stored, (before) => withContainer(applyMergePatch(before, to) as JsonObject, container)),
  answer: templateAnswer,
});

function withTemplate(object: JsonObject, change: (template: JsonObject) => JsonObject): JsonObject {
  const before = valueAt(object, ['spec', 'template']);
  return withMembers(object, { template: change(isObject(before) ? before : {}) });
}

/** The template with other members of its first container. */
function withContainer(of: JsonObject, members: JsonObject | undefined): JsonObject {
  const list = valueAt(of, ['spec', 'containers']);
  if (members === undefined || !Array.isArray(list)) return of;
  const [first, ...rest] = list;
  const spec = isObject(of['spec']) ? of['spec'] : {};
  return { ...of, spec: { ...spec, containers: [{ ...first, ...members }, ...rest] } };
}
