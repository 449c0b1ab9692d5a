import type { JsonObject } from '../json.ts';
import type { ObservedWrite } from './update-rules.ts';

/** A Pod as a server shows it: `version` is what it counts up at every write. */
export function pod(image: string, version: string, more: { labels?: JsonObject; spec?: JsonObject } = {}): JsonObject {
  return {
    metadata: { name: 'p', uid: 'u', resourceVersion: version, generation: Number(version), labels: more.labels ?? {} },
    spec: { containers: [{ name: 'main', image }], nodeName: 'n', ...more.spec },
  };
}

/** A Status that refuses, naming fields. */
export function refusal(...fields: string[]) {
  const causes = fields.map((field) => ({ reason: 'FieldValueForbidden', message: 'no', field }));
  return { kind: 'Status', message: 'it is invalid\nand more', details: { causes } };
}

export const field = 'spec.containers[*].image';

/** A write that turned image a into b, as everything should be; tests change one thing of it. */
export function write(change: Partial<ObservedWrite> = {}): ObservedWrite {
  const after = pod('b', '2');
  return { field, before: pod('a', '1'), wanted: pod('b', '1'), status: 200, answer: after, after, ...change };
}
