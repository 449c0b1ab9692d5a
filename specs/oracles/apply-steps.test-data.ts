import { type JsonObject, valueAt } from '../json.ts';
import { type Application, type ApplyAnswer, applyConfiguration } from './apply.ts';
import { thingSchemas } from './keyed-objects.test-data.ts';
import { describeField, writeFieldsV1 } from './managed-fields.ts';

/** An application that succeeded. */
export type Applied = Extract<ApplyAnswer, { applied: true }>;

/** The object as a server would store it after an application. */
export function storedAs({ document, owners }: Applied): JsonObject {
  const managedFields = owners.map(({ manager: { name, ...manager }, fields }) => ({
    manager: name,
    ...manager,
    fieldsType: 'FieldsV1',
    fieldsV1: writeFieldsV1(fields),
  }));
  return { ...document, metadata: { ...(document['metadata'] as JsonObject), managedFields } };
}

/** Applies, one after the other, and gives back the last answer; those before it must succeed. */
export function apply(...steps: [manager: string, applied: JsonObject, more?: Partial<Application>][]): ApplyAnswer {
  let live: JsonObject | undefined;
  let answer: ApplyAnswer | undefined;
  for (const [fieldManager, applied, more] of steps) {
    if (answer) {
      if (!answer.applied) throw new Error(answer.reason);
      live = storedAs(answer);
    }
    answer = applyConfiguration(live, { applied: named(applied), fieldManager, ...more }, thingSchemas);
  }
  if (!answer) throw new Error('nothing applied');
  return answer;
}

/** An object of the kind, with its identity. */
export const named = ({ metadata, ...rest }: JsonObject): JsonObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Thing',
  metadata: { name: 'n', ...(metadata as object) },
  ...rest,
});

export const labels = (members: object): JsonObject => ({ metadata: { labels: members } });
export const items = (...list: object[]): JsonObject => ({ spec: { items: list } });
/** What is applied, at a path; the refusal where there is one. */
export const at = (answer: ApplyAnswer, ...path: string[]) =>
  answer.applied ? valueAt(answer.document, path) : answer;
/** The fields of a manager, as conflicts name them. */
export const ownedBy = (answer: ApplyAnswer, name: string) =>
  answer.applied &&
  answer.owners.filter(({ manager }) => manager.name === name).flatMap(({ fields }) => [...fields].map(describeField));
