import { isWithin } from '../field-path.ts';
import { isObject, type JsonObject, valueAt } from '../json.ts';
import { causesOf } from './update-rules.ts';

/** What the body of a refusal has to say beside being a Status of the answer's own code. */
export interface OwedStatus {
  /** The statuses that are right; any from 400 to 499 without. */
  readonly statuses?: readonly number[];
  /** The reasons that are right; those of the status without. */
  readonly reasons?: readonly string[];
  /** What the refusal is about: `details` name it. */
  readonly about?: StatusSubject;
  /** Fields of which `details.causes` name each, or a part of each. */
  readonly fields?: readonly string[];
}

/** An object, or something that is no object but has a kind (`CreateOptions`), as `details` name it. */
export interface StatusSubject {
  /** Servers name the resource in the plural, some refusals the kind (recordings, `delete` step 9). */
  readonly kinds: readonly string[];
  /** Empty for the core group. */
  readonly group: string;
  readonly name?: string;
}

/**
 * The reasons that a status may have (api-conventions, "Response Status Kind"; all refusals of the recordings).
 * A failure of the server may be without one: kube-apiserver answers some errors of the caller so.
 */
const reasonsOf: Readonly<Record<number, readonly (string | undefined)[]>> = {
  400: ['BadRequest'],
  401: ['Unauthorized'],
  403: ['Forbidden'],
  404: ['NotFound'],
  405: ['MethodNotAllowed'],
  406: ['NotAcceptable'],
  409: ['AlreadyExists', 'Conflict'],
  410: ['Expired', 'Gone'],
  413: ['RequestEntityTooLarge'],
  415: ['UnsupportedMediaType'],
  422: ['Invalid'],
  429: ['TooManyRequests'],
  500: ['InternalError', 'ServerTimeout', undefined],
  503: ['ServiceUnavailable'],
  504: ['Timeout'],
};

/** What is wrong with the answer to a request that must be refused, in a line for people; undefined where nothing is. */
export function wrongInRefusal(
  { status, body }: { readonly status: number; readonly body: unknown },
  { statuses, reasons, about, fields = [] }: OwedStatus,
): string | undefined {
  if (status < 400) return `it is answered ${status}`;
  const isRight = statuses ? statuses.includes(status) : status < 500;
  if (!isRight) return `it is refused with ${status}, not ${statuses ? statuses.join(' or ') : 'a status of 4xx'}`;
  if (!isObject(body)) return 'the body is no Status';
  return (
    wrongMember(body, status) ??
    wrongReason(body, reasons ?? reasonsOf[status]) ??
    (about && wrongDetails(body, about)) ??
    wrongCauses(body, fields)
  );
}

function wrongMember(body: JsonObject, status: number): string | undefined {
  const owed = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: status };
  for (const [name, value] of Object.entries(owed)) {
    if (body[name] !== value) return `${name} of the Status is ${show(body[name])}, not ${show(value)}`;
  }
  const { message } = body;
  return typeof message === 'string' && message.trim() !== '' ? undefined : 'the Status has no message';
}

function wrongReason({ reason }: JsonObject, right: readonly (string | undefined)[] | undefined): string | undefined {
  if (right === undefined || right.includes(reason as string | undefined)) return undefined;
  const wanted = right.filter((one) => one !== undefined).join(' or ');
  return `the reason of the Status is ${show(reason)}, not ${wanted}`;
}

function wrongDetails(body: JsonObject, { kinds, group, name }: StatusSubject): string | undefined {
  const member = (of: string) => valueAt(body, ['details', of]);
  if (name !== undefined && member('name') !== name)
    return `details.name of the Status is ${show(member('name'))}, not ${show(name)}`;
  if (!kinds.includes(String(member('kind'))))
    return `details.kind of the Status is ${show(member('kind'))}, not ${kinds.join(' or ')}`;
  if ((member('group') ?? '') !== group)
    return `details.group of the Status is ${show(member('group'))}, not "${group}"`;
  return undefined;
}

function wrongCauses(body: JsonObject, fields: readonly string[]): string | undefined {
  const causes = valueAt(body, ['details', 'causes']);
  if (fields.length === 0) return undefined;
  const named = causesOf(body);
  const missing = fields.filter((field) => !named.some((name) => name === field || isWithin(name, field)));
  if (missing.length > 0) {
    const found = named.length === 0 ? 'none' : named.join(', ');
    return `details.causes of the Status do not name ${missing.join(', ')}; they name ${found}`;
  }
  const bare = (Array.isArray(causes) ? causes : []).find(
    (cause) => !isText(valueAt(cause, ['reason'])) || !isText(valueAt(cause, ['message'])),
  );
  return bare === undefined ? undefined : `a cause of the Status has no reason or no message: ${show(bare)}`;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function show(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length <= 120 ? text : `${text.slice(0, 120)}…`;
}
