import { isObject, type JsonObject } from '../../specs/json.ts';
import type { Request } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { applyManager } from '../../src/ways/apply.ts';
import { metadataOf } from '../update-rules/places.ts';

/** A member of the metadata, its value as JSON text: it need not be JSON. */
export interface RawMember {
  readonly name: string;
  readonly value: string;
}

/** What a body says: an annotation, by the text of its value, and one member more. */
export interface Said {
  readonly value?: string;
  readonly member?: RawMember;
}

/** Somewhere that a body can be sent to. */
export interface BodyPlace {
  readonly name:
    | 'create'
    | 'put'
    | 'put-status'
    | 'json-patch'
    | 'merge-patch'
    | 'strategic-merge-patch'
    | 'apply'
    | 'delete';
  readonly method: Request['method'];
  readonly contentType: string;
  /** Behind the path of the object: a subresource, parameters. */
  readonly behind: string;
  /** The text of the smallest lawful body, for the object as it is or is to be. It sets the annotation, and does nothing else. */
  text(object: JsonObject, said?: Said): string;
  /**
   * Errors of the caller that kube-apiserver answers with 500 in a Status without a reason here: an application that does not fit
   * the schema, a strategic merge patch that cannot be made, options of a deletion that cannot be read (until 1.36).
   * @see recordings `strategic-merge-patch` steps 4 and 13, `delete` step 15
   */
  readonly untyped?: true;
}

/** The annotation that a lawful body sets; every object that one is sent to has it already. */
export const annotation = 'kube-covenant';

const quoted = (text: string) => JSON.stringify(text);

function membersText(members: readonly (readonly [string, string])[]): string {
  return `{${members.map(([name, value]) => `${quoted(name)}:${value}`).join(',')}}`;
}

function metadataText(names: readonly (readonly [string, string])[], { value, member }: Said): string {
  return membersText([
    ...(member ? [[member.name, member.value] as const] : []),
    ...names,
    ['annotations', `{${quoted(annotation)}:${value ?? quoted('sent')}}`],
  ]);
}

/**
 * A whole object: what it is, and all that it has but what only the server writes. Its version is among it where it has one: some
 * servers take no update without (kubernetes/kubernetes#70674).
 */
function wholeText(object: JsonObject, said: Said = {}): string {
  const { metadata: _metadata, ...rest } = object;
  const { name, namespace, resourceVersion } = metadataOf(object);
  const identity = Object.entries({ name, namespace, resourceVersion }).filter(([, value]) => value !== undefined);
  const members = Object.entries(rest).map(([key, value]) => [key, JSON.stringify(value)] as const);
  const metadata = metadataText(
    identity.map(([key, value]) => [key, JSON.stringify(value)]),
    said,
  );
  const at = members.findIndex(([key]) => key !== 'apiVersion' && key !== 'kind');
  const before = at < 0 ? members : members.slice(0, at);
  return membersText([...before, ['metadata', metadata], ...members.slice(before.length)]);
}

function mergeText(_object: JsonObject, said: Said = {}): string {
  return membersText([['metadata', metadataText([], said)]]);
}

function operationsText(_object: JsonObject, { value = quoted('sent'), member }: Said = {}): string {
  const add = (path: string, text: string) => `{"op":"add","path":${quoted(path)},"value":${text}}`;
  const more = member ? [add(`/metadata/${member.name}`, member.value)] : [];
  return `[${[add(`/metadata/annotations/${annotation}`, value), ...more].join(',')}]`;
}

function applyText({ apiVersion, kind, metadata }: JsonObject, said: Said = {}): string {
  const { name } = isObject(metadata) ? metadata : {};
  return membersText([
    ['apiVersion', JSON.stringify(apiVersion)],
    ['kind', JSON.stringify(kind)],
    ['metadata', metadataText([['name', JSON.stringify(name)]], said)],
  ]);
}

/** Meant for an object with the uid of nobody: read, it is refused with a conflict, so that nothing is ever deleted. */
function optionsText(_object: JsonObject, { value = quoted(nobody), member }: Said = {}): string {
  const more = member ? [[member.name, member.value] as const] : [];
  return membersText([
    ['apiVersion', quoted('v1')],
    ['kind', quoted('DeleteOptions')],
    ...more,
    ['preconditions', `{"uid":${value}}`],
  ]);
}

const nobody = '00000000-0000-4000-8000-000000000000';

const json = 'application/json';

/** Every place that takes a body, for a kind. */
export function bodyPlacesOf({ subresources = [] }: Resource): BodyPlace[] {
  const patch = (name: BodyPlace['name'], type: string, text: BodyPlace['text']) =>
    ({ name, method: 'PATCH', contentType: `application/${type}`, behind: '', text }) as const;
  const hasStatus = subresources.some(({ name, writes }) => name === 'status' && writes === 'status');
  return [
    { name: 'create', method: 'POST', contentType: json, behind: '', text: wholeText },
    { name: 'put', method: 'PUT', contentType: json, behind: '', text: wholeText },
    ...(hasStatus
      ? [{ name: 'put-status', method: 'PUT', contentType: json, behind: '/status', text: wholeText } as const]
      : []),
    patch('json-patch', 'json-patch+json', operationsText),
    patch('merge-patch', 'merge-patch+json', mergeText),
    { ...patch('strategic-merge-patch', 'strategic-merge-patch+json', mergeText), untyped: true },
    {
      ...patch('apply', 'apply-patch+yaml', applyText),
      behind: `?fieldManager=${applyManager}&force=true`,
      untyped: true,
    },
    { name: 'delete', method: 'DELETE', contentType: json, behind: '', text: optionsText, untyped: true },
  ];
}
