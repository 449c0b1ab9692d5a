import { type FieldPath, isWithin } from '../../field-path.ts';
import { differences, isObject, type JsonObject, valueAt } from '../../json.ts';
import { refused, type TransitionAnswer, updated } from './answer.ts';

const field = 'spec.template';

/** Where the Pods of a Job go may be settled until it begins: a queue decides that, and then lets it go. */
const free: readonly FieldPath[] = [
  'spec.template.metadata.annotations',
  'spec.template.metadata.labels',
  'spec.template.spec.nodeSelector',
  'spec.template.spec.tolerations',
  'spec.template.spec.schedulingGates',
  'spec.template.spec.affinity.nodeAffinity',
];

/** Mutable as well in newer versions, as long as the Job is suspended. */
const parting: readonly FieldPath[] = [
  'spec.template.spec.containers[*].resources',
  'spec.template.spec.initContainers[*].resources',
];

/**
 * The template of a Job never changes; but of one that is suspended and never began, what says where its Pods go. One that
 * began and is suspended again is left out: versions part there.
 * @see recordings `jobs`, steps 31 to 33; seen of kube-apiserver 1.33; kubernetes.io Jobs, "Mutable Scheduling Directives"
 */
export function templateAnswer(before: JsonObject, wanted: JsonObject): TransitionAnswer {
  const template = (job: JsonObject) => ({ spec: { template: valueAt(job, ['spec', 'template']) } });
  const changed = differences(template(before), template(wanted)).map(({ path }) => path);
  if (changed.length === 0) return updated;
  const lost = lostLabels(before, wanted);
  if (lost.length > 0)
    return refused(`the template keeps the label ${lost[0]}`, 'spec.template.metadata.labels', field);
  if (valueAt(before, ['spec', 'suspend']) !== true)
    return refused('the template of a Job that is not suspended never changes', field);
  const fixed = changed.filter((path) => !free.some((outer) => isWithin(path, outer)));
  if (fixed.length === 0) return updated;
  const why = `of the template of a suspended Job only what says where its Pods go changes, not ${fixed[0]}`;
  const isParting = fixed.every((path) => parting.some((outer) => isWithin(path, outer)));
  return { ...refused(why, field), ...(isParting && { orUpdated: true as const }) };
}

/** The labels by which the Job knows its Pods and that the template would no longer give them. */
function lostLabels(before: JsonObject, wanted: JsonObject): string[] {
  const selected = valueAt(before, ['spec', 'selector', 'matchLabels']);
  const labels = valueAt(wanted, ['spec', 'template', 'metadata', 'labels']);
  if (!isObject(selected)) return [];
  return Object.keys(selected).filter((key) => !isObject(labels) || labels[key] !== selected[key]);
}
