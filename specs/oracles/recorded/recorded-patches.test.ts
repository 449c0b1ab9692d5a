import { describe, expect, test } from 'vitest';
import { differences, isObject, type JsonObject, sameJson } from '../../json.ts';
import { ownershipsOf, sameOwnerships } from '../managed-fields-entries.ts';
import { type Reading, statusesOf } from '../patch-answer.ts';
import { applyAnswer, type PatchRequest, type PatchTarget, patchReadings } from '../patch-answer-request.ts';
import {
  allowsMember,
  itemSchema,
  memberSchema,
  type PatchSchema,
  type PatchSchemas,
  rootOf,
} from '../patch-answer-schema.ts';
import { endpointsSchemas, jobSchemas, podSchemas } from '../patch-answer-schemas.test-data.ts';
import { exceptions, exceptionsFor, type RecordedException } from './exceptions.ts';
import { type RecordedAnswer, type RecordedPatch, recordedPatches } from './recorded-patches.ts';

const podSpec = podSchemas.schemas['pod.yaml#/PodSpec']?.properties ?? {};

const resources: Readonly<Record<string, Pick<PatchTarget, 'schemas' | 'kind' | 'ignored'>>> = {
  pods: { schemas: podSchemas, kind: { apiVersion: 'v1', kind: 'Pod' }, ignored: ['status'] },
  'pods/status': {
    schemas: podSchemas,
    kind: { apiVersion: 'v1', kind: 'Pod' },
    ignored: ['spec', 'metadata.deletionTimestamp', 'metadata.ownerReferences'],
  },
  'pods/ephemeralcontainers': {
    schemas: podSchemas,
    kind: { apiVersion: 'v1', kind: 'Pod' },
    ignored: [
      'status',
      'metadata',
      ...Object.keys(podSpec)
        .filter((name) => name !== 'ephemeralContainers')
        .map((name) => `spec.${name}`),
    ],
  },
  jobs: { schemas: jobSchemas, kind: { apiVersion: 'batch/v1', kind: 'Job' }, ignored: ['status'] },
  endpoints: { schemas: endpointsSchemas, kind: { apiVersion: 'v1', kind: 'Endpoints' } },
};

const versions = ['1.29', '1.33', '1.36'];
const patches = recordedPatches();

describe.each(versions)('kube-apiserver %s', (version) => {
  test('every patch that was recorded is answered as predicted, exceptions aside', () => {
    const wrong = patches.flatMap((patch) =>
      wrongIn(patch, version, exceptionsFor(patch.at, version)).map((what) => `${patch.at}: ${what}`),
    );
    expect(wrong).toEqual([]);
  });

  test('every exception is needed: without it the prediction is wrong, and each of its fields differs', () => {
    const needless = patches.flatMap((patch) =>
      exceptionsFor(patch.at, version).flatMap(({ paths = [] }) => {
        const wrong = wrongIn(patch, version, []).join();
        const missing = paths.filter((path) => !wrong.includes(`${path} predicted`));
        return wrong === '' || missing.length > 0 ? [`${patch.at} ${missing.join()}`] : [];
      }),
    );
    expect(needless).toEqual([]);
  });
});

test('the recordings are whole, and their exceptions name patches that there are', () => {
  expect(patches).toHaveLength(338);
  for (const version of versions) {
    expect(patches.filter((patch) => patch.answers.some((one) => one.versions.includes(version)))).toHaveLength(338);
  }
  const known = patches.map(({ at }) => at);
  expect(exceptions.flatMap(({ at }) => at).filter((at) => !known.includes(at))).toEqual([]);
});

test('these alone need latitude: all else is as the documents say, on all three versions', () => {
  const needed = patches.flatMap((patch) => {
    const names = versions.flatMap((version) => {
      const [request, target, answer] = asRequested(patch, version);
      const readings = patchReadings(request, target);
      const fits = (reading: Reading) => wrongReading(patch, version, answer, [reading], target.schemas).length === 0;
      return exceptionsFor(patch.at, version).some(({ paths }) => !paths) || fits(readings[0] as Reading)
        ? []
        : [readings.find(fits)?.latitude.join('+') ?? 'none'];
    });
    return names.length > 0 ? [`${patch.at} ${[...new Set(names)].join()}`] : [];
  });
  expect(needed).toMatchInlineSnapshot(`
    [
      "json-patch/7 replace-absent",
      "json-patch/10 test-absent-null",
      "json-patch/19 negative-index",
      "json-patch/22 loose-index",
      "json-patch/40 null-is-empty",
      "json-patch/45 too-many-operations",
      "strategic-merge-patch/17 null-is-empty",
    ]
  `);
});

test.each<[string, (answer: RecordedAnswer) => Partial<RecordedAnswer>]>([
  ['the object keeps the old value', ({ before }) => ({ after: before })],
  ['another field changes as well', ({ after }) => ({ after: { ...after, spec: {} } })],
  ['it is refused', () => ({ status: 422, refused: 'patch', after: undefined })],
])('an answer that is not the recorded one is found: %s', (_what, change) => {
  const patch = patches.find(({ at }) => at === 'merge-patch/3');
  const answers = patch?.answers.map((answer) => ({ ...answer, ...change(answer) })) ?? [];
  expect(wrongIn({ ...(patch as RecordedPatch), answers }, '1.36', [])).toHaveLength(1);
});

function asRequested(patch: RecordedPatch, version: string): [PatchRequest, PatchTarget, RecordedAnswer] {
  const answer = patch.answers.find((one) => one.versions.includes(version));
  const resource = resources[patch.resource];
  if (!answer || !resource) throw new Error(`${patch.at} is not recorded of ${version}`);
  const { fieldManager, force } = patch.query;
  const request = {
    contentType: patch.type,
    body: patch.body,
    force: force === 'true',
    ...(fieldManager !== undefined && { fieldManager }),
  };
  const subresource = patch.resource.split('/')[1];
  return [request, { ...resource, object: answer.before, ...(subresource !== undefined && { subresource }) }, answer];
}

function wrongIn(patch: RecordedPatch, version: string, excepted: readonly RecordedException[]): string[] {
  if (excepted.some(({ paths }) => !paths)) return [];
  const [request, target, answer] = asRequested(patch, version);
  const readings = patchReadings(request, target);
  const wrong = wrongReading(patch, version, answer, readings, target.schemas, excepted);
  return answer.after === undefined ? wrong : [...wrong, ...wrongOwners(request, target, answer)];
}

function wrongReading(
  patch: RecordedPatch,
  version: string,
  answer: RecordedAnswer,
  readings: readonly Reading[],
  schemas: PatchSchemas,
  excepted: readonly RecordedException[] = exceptionsFor(patch.at, version),
): string[] {
  return answer.after === undefined ? wrongRefusal(answer, readings) : wrongObject(answer, readings, schemas, excepted);
}

function wrongRefusal(answer: RecordedAnswer, readings: readonly Reading[]): string[] {
  const found = JSON.stringify(readings.map((reading) => reading.answer));
  const isPredicted = readings.some((reading) => statusesOf(reading.answer).includes(answer.status));
  if (answer.refused === 'patch' || answer.refused === undefined) {
    return isPredicted ? [] : [`refused with ${answer.status}, predicted ${found}`];
  }
  // Refused for the object's or the request's sake: the patch itself must have been one that applies.
  return isPredicted || readings.some((reading) => reading.answer.applied)
    ? []
    : [`refused as ${answer.refused}, predicted ${found}`];
}

function wrongObject(
  answer: RecordedAnswer,
  readings: readonly Reading[],
  schemas: PatchSchemas,
  left: readonly RecordedException[],
): string[] {
  const excepted = left.flatMap(({ paths = [] }) => paths);
  const after = asStored(answer.after, schemas);
  const found = readings.map((reading) => {
    if (!reading.answer.applied) return [`refused: ${reading.answer.reason}`];
    return differences(asStored(reading.answer.document, schemas), after)
      .filter(({ path }) => !excepted.includes(path))
      .map(
        ({ path, before, after: stored }) =>
          `${path} predicted ${JSON.stringify(before)}, is ${JSON.stringify(stored)}`,
      );
  });
  return found.some((list) => list.length === 0) ? [] : found.map((list) => `[${list.join('; ')}]`);
}

function wrongOwners(request: PatchRequest, target: PatchTarget, answer: RecordedAnswer): string[] {
  if (!request.contentType?.includes('apply-patch')) return [];
  const predicted = applyAnswer(request, target);
  if (!predicted.applied) return ['not applied'];
  const changed = !sameJson(answer.before, answer.after);
  return [
    ...(sameOwnerships(predicted.owners, ownershipsOf(answer.after)) ? [] : ['other owners']),
    ...(predicted.changes === changed ? [] : [`changes predicted ${predicted.changes}, is ${changed}`]),
    ...(predicted.status === answer.status ? [] : [`status predicted ${predicted.status}, is ${answer.status}`]),
  ];
}

/** An object as it is read back: without what its schema does not have, without what is null or empty. */
function asStored(object: unknown, schemas: PatchSchemas): unknown {
  const visit = (value: unknown, schema: PatchSchema | undefined): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, itemSchema(schemas, schema)));
    if (!isObject(value)) return value;
    const members = Object.entries(value)
      .filter(([name]) => allowsMember(schema, name))
      .map(([name, member]) => [name, visit(member, memberSchema(schemas, schema, name))] as const);
    return Object.fromEntries(members.filter(([, member]) => !isNothing(member)));
  };
  const stored = visit(object, rootOf(schemas)) as JsonObject;
  const { resourceVersion, managedFields, ...metadata } = stored['metadata'] as JsonObject;
  return { ...stored, metadata };
}

function isNothing(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value as object).length === 0);
}
