import { type RegisterStep, registerNames } from '../../fixtures/generators/register-programs.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import type { RegisterCall, ShownRegister } from '../../specs/oracles/versioned-register.ts';
import type { Request } from '../../src/client/client.ts';
import { applyManager } from '../../src/ways/apply.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import { put } from '../../src/ways/put.ts';
import { versionOf } from '../events.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { ownManager, requestOf } from '../update-rules/observe-write.ts';
import { applied, metadataOf, type Place, placesOf, withMetadata } from '../update-rules/places.ts';
import { withConditions } from './named-version.ts';

/** The path that writes the status, where there is one whose lawful values are known. */
export function statusOf({ resource }: Subject): Place | undefined {
  return placesOf(resource).find(({ subresource }) => subresource?.writes === 'status' && subresource.values?.length);
}

/** A write as it is sent, and what it is to the register. */
export interface RegisterWrite {
  readonly name: string;
  readonly request: Request;
  readonly call: Pick<RegisterCall, 'sets' | 'changes' | 'ofVersion' | 'ofValue'>;
  /** The status by which a server says that the condition does not hold. */
  readonly refusal: number;
}

/** What a client sends that has seen some version of the object. @param value what nobody else writes */
export function writeOf(
  subject: Subject,
  path: string,
  seen: JsonObject,
  step: Exclude<RegisterStep, { does: 'read' }>,
  value: string,
): RegisterWrite {
  switch (step.does) {
    case 'status':
    case 'put-status':
      return statusWrite(subject, path, seen, step);
    case 'put':
      return wholeWrite(path, seen, step.name, value);
    case 'patch-where':
      return testedWrite(path, seen, step.name, value);
    default:
      return patchWrite(path, seen, step, value);
  }
}

function statusWrite(
  subject: Subject,
  path: string,
  seen: JsonObject,
  { does, value }: Extract<RegisterStep, { does: 'status' | 'put-status' }>,
): RegisterWrite {
  const place = statusOf(subject)?.subresource;
  const status = place?.values?.[value] ?? {};
  const url = `${path}/${place?.name}`;
  const changes = ['status'];
  if (does === 'status') {
    const request = requestOf(wayOf('merge-patch'), url, { status });
    return { name: 'merge patch of the status', request, call: { changes }, refusal: 409 };
  }
  const request = requestOf(put, url, { ...seen, status });
  return { name: 'PUT of the status', request, call: { changes, ofVersion: String(versionOf(seen)) }, refusal: 409 };
}

function wholeWrite(path: string, seen: JsonObject, name: string, value: string): RegisterWrite {
  const { annotations } = metadataOf(seen);
  const written = { ...(isObject(annotations) ? annotations : {}), [annotationOf(name)]: value };
  const request = requestOf(put, path, withMetadata(seen, { annotations: written }));
  return { name: 'PUT', request, call: { sets: { [name]: value }, ofVersion: String(versionOf(seen)) }, refusal: 409 };
}

function testedWrite(path: string, seen: JsonObject, name: string, value: string): RegisterWrite {
  const pointer = `/metadata/annotations/${annotationOf(name)}`;
  const known = String(valueAt(seen, ['metadata', 'annotations', annotationOf(name)]) ?? '');
  const body = [
    { op: 'test', path: pointer, value: known },
    { op: 'replace', path: pointer, value },
  ];
  const request = requestOf(wayOf('json-patch'), path, body);
  return { name: 'JSON patch', request, call: { sets: { [name]: value }, ofValue: [name, known] }, refusal: 422 };
}

function patchWrite(
  path: string,
  seen: JsonObject,
  { does, by, name }: Extract<RegisterStep, { does: 'patch' | 'patch-of-version' }>,
  value: string,
): RegisterWrite {
  const way = wayOf(by);
  const version = String(versionOf(seen));
  const isOfVersion = does === 'patch-of-version';
  const conditions = isOfVersion ? { resourceVersion: version } : {};
  const body = withConditions(way, patchOf(way, seen, { [annotationOf(name)]: value }), seen, conditions);
  // Each application is by a manager of its own, so that none takes away what an earlier one applied.
  const query = way.query?.replace(applyManager, `${ownManager}-${value}`);
  return {
    name: by.replaceAll('-', ' '),
    request: requestOf(way, path, body, query),
    call: { sets: { [name]: value }, ...(isOfVersion && { ofVersion: version }) },
    refusal: 409,
  };
}

function patchOf(way: Way, seen: JsonObject, annotations: Readonly<Record<string, string>>): unknown {
  if (way.name === 'apply') return applied(seen, { annotations });
  if (way.name !== 'json-patch') return { metadata: { annotations } };
  return Object.entries(annotations).map(([name, value]) => ({
    op: 'add',
    path: `/metadata/annotations/${name}`,
    value,
  }));
}

function wayOf(name: Way['name']): Way {
  return ways.find((way) => way.name === name) ?? put;
}

/** Where in the object a value is. */
export function annotationOf(name: string): string {
  return `covenant-${name}`;
}

/** The register as an object shows it: its two values, and its status as a whole. */
export function shownIn(object: JsonObject): ShownRegister {
  const values = registerNames.map((name) => {
    const value = valueAt(object, ['metadata', 'annotations', annotationOf(name)]);
    return [name, typeof value === 'string' ? value : ''];
  });
  const status = object['status'] === undefined ? '' : canonical(object['status']);
  return { version: String(versionOf(object)), values: { ...Object.fromEntries(values), status } };
}

/** The same text for the same value, in whatever order its members come. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    isObject(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
  );
}
