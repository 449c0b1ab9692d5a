import { isObject } from '../../specs/json.ts';
import type { Contract } from './contract.ts';
import type { ContractPromise, PromiseSubject } from './promise.ts';
import type { Basis, Locator } from './types.ts';
import { type ContractNode, isDerived, member, members, placeOf } from './verify/contract-node.ts';
import { whereOf } from './where.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** Where the promises of one operation are gathered. */
interface Scope {
  readonly contract: Contract;
  readonly subject: PromiseSubject;
  readonly operation: string;
  readonly promises: ContractPromise[];
}

/** What a promise takes over where its own node says nothing: where it stands, and on what it rests. */
interface Parent {
  readonly place: Locator;
  readonly basis: Basis;
}

/**
 * The promises of the operations of one path. A path's own parameters are promised of each of its operations. Of an operation
 * that no document states (`x-basis: derived`) only the bodies and the answers count: what else is written there, the document
 * says of another.
 */
export function operationPromises(
  contract: Contract,
  path: string,
  item: ContractNode,
  subject: PromiseSubject,
): ContractPromise[] {
  const promises: ContractPromise[] = [];
  for (const method of methods) {
    const node = member(contract.file, item, method);
    const operation = node?.object['operationId'];
    if (!node || typeof operation !== 'string') continue;
    const about = { ...subject, operation, action: String(node.object['x-kubernetes-action'] ?? method) };
    const scope: Scope = { contract, subject: about, operation, promises };
    const address = `${method.toUpperCase()} ${path}`;
    const place = placeOf(node) ?? { section: address };
    const whole = isDerived(node) ? 'derived' : 'stated';
    const parent: Parent = { place, basis: whole };
    const summary = sentence(node.object['summary']);
    // A path that the document does not name makes an operation derived, though not what the document says of it.
    add(scope, '', `${address}: ${summary}`, node, isDerived(item) ? { place, basis: 'derived' } : parent);
    if (whole === 'stated') {
      if (node.object['deprecated'] === true) add(scope, 'deprecated', 'the operation is deprecated', node, parent);
      addRules(scope, '', 'the operation', node, parent);
      const shared: Parent = isDerived(item) ? { place, basis: 'derived' } : parent;
      for (const [, one] of members(contract.file, member(contract.file, item, 'parameters')))
        addParameter(scope, one, shared);
      for (const [, one] of members(contract.file, member(contract.file, node, 'parameters')))
        addParameter(scope, one, parent);
    }
    addRequest(scope, node, parent);
    for (const [code, one] of members(contract.file, member(contract.file, node, 'responses')))
      addAnswer(scope, code, one, parent);
  }
  return promises;
}

function addParameter(scope: Scope, node: ContractNode, parent: Parent): void {
  const part = `parameter/${node.object['in']}/${node.object['name']}`;
  const about = `${node.object['in']} parameter ${node.object['name']}`;
  addValue(scope, part, about, node, parent, node.object['required'] === true ? ', required' : '');
  if (node.object['deprecated'] === true)
    add(scope, `${part}/deprecated`, `${about} is deprecated`, node, inherit(node, parent));
}

/** A parameter or a field of an answer: that it is there with its type, the values and limits that it has, and its rules. */
function addValue(scope: Scope, part: string, about: string, node: ContractNode, parent: Parent, more = ''): void {
  const schema = member(scope.contract.file, node, 'schema');
  const type = schema?.object['type'];
  add(scope, part, typeof type === 'string' ? `${about} (${type}${more})` : about, node, parent);
  const own = inherit(node, parent);
  if (schema) {
    const { enum: values, default: byDefault, maxLength, minimum, pattern } = schema.object;
    const limit = (name: string, text: string) => add(scope, `${part}/${name}`, `${about} ${text}`, schema, own);
    for (const value of Array.isArray(values) ? values : []) limit(`value/${value}`, `allows ${value}`);
    if (byDefault !== undefined) limit('default', `is ${byDefault} by default`);
    if (maxLength !== undefined) limit('limit/max-length', `has at most ${maxLength} characters`);
    if (minimum !== undefined) limit('limit/minimum', `is at least ${minimum}`);
    if (pattern !== undefined) limit('limit/pattern', `matches ${pattern}`);
    addRules(scope, `${part}/`, about, schema, own);
  }
  addRules(scope, `${part}/`, about, node, own);
}

function addRequest(scope: Scope, operation: ContractNode, parent: Parent): void {
  const body = member(scope.contract.file, operation, 'requestBody');
  if (!body) return;
  if (placeOf(body)) add(scope, 'body', 'a request body', body, parent);
  const own = inherit(body, parent);
  for (const [type, media] of members(scope.contract.file, member(scope.contract.file, body, 'content'))) {
    // Without a place of its own the media type is the API's, not the document's.
    const basis = placeOf(media) ? own.basis : 'derived';
    add(scope, `body/${type}`, `a request body as ${type}`, media, { ...own, basis });
    if (parent.basis === 'stated') addExamples(scope, 'body', 'the example request', media, own);
  }
}

function addAnswer(scope: Scope, code: string, node: ContractNode, parent: Parent): void {
  const part = `status/${code}`;
  const reason = node.object['x-reason'];
  const name = `answers ${code}${typeof reason === 'string' ? ` as ${reason}` : ''}`;
  add(scope, part, `${name}: ${sentence(node.object['description'])}`, node, parent);
  const own = inherit(node, parent);
  for (const [type, media] of members(scope.contract.file, member(scope.contract.file, node, 'content'))) {
    const schema = member(scope.contract.file, media, 'schema');
    const basis = isDerived(media) || (schema && isDerived(schema)) ? 'derived' : own.basis;
    const text = `answers ${code} with ${schemaName(media)} as ${type}`;
    add(scope, `${part}/body/${type}`, text, media, { ...own, basis });
    if (parent.basis === 'stated') addExamples(scope, part, `the example of an answer ${code}`, media, own);
  }
  if (parent.basis === 'derived') return;
  addRules(scope, `${part}/`, `an answer ${code}`, node, own);
  for (const [, field] of members(scope.contract.file, member(scope.contract.file, node, 'x-fields'))) {
    const path = String(field.object['field']);
    addValue(scope, `${part}/field/${path}`, `field ${path} of an answer ${code}`, field, own);
  }
}

function addExamples(scope: Scope, part: string, about: string, media: ContractNode, parent: Parent): void {
  for (const [name, one] of members(scope.contract.file, member(scope.contract.file, media, 'examples')))
    add(scope, `${part}/example/${name}`, `${about}, ${name}: ${sentence(one.object['summary'])}`, one, parent);
}

function addRules(scope: Scope, prefix: string, about: string, node: ContractNode, parent: Parent): void {
  for (const [, rule] of members(scope.contract.file, member(scope.contract.file, node, 'x-rules'))) {
    const { name, summary } = rule.object;
    add(scope, `${prefix}rule/${name}`, `${about}: ${sentence(summary)}`, rule, parent);
  }
}

function add(scope: Scope, part: string, text: string, node: ContractNode, parent: Parent): void {
  const { contract, subject, operation } = scope;
  const { place, basis } = inherit(node, parent);
  const key = `${contract.id}#${operation}${part === '' ? '' : `/${part}`}`;
  scope.promises.push({
    key,
    document: contract.id,
    text,
    where: whereOf(place),
    basis,
    subject,
    part,
    path: node.path,
  });
}

/** A node's own place and basis; what it does not say is its parent's. */
function inherit(node: ContractNode, parent: Parent): Parent {
  return { place: placeOf(node) ?? parent.place, basis: isDerived(node) ? 'derived' : parent.basis };
}

/** The name of a body's schema, the last part of its reference where it is one. */
function schemaName({ object }: ContractNode): string {
  const schema = object['schema'];
  const { $ref: reference, type } = isObject(schema) ? schema : {};
  return String(reference ?? type ?? 'a body')
    .split('/')
    .at(-1) as string;
}

function sentence(text: unknown): string {
  return typeof text === 'string' ? text.replace(/\.$/, '') : '';
}
