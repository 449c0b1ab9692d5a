import { isObject, type JsonObject } from '../../../specs/json.ts';
import type { ContractSource } from './contract-source.ts';
import type { Place } from './facts.ts';

/** A node of a contract, with the way to it. Contracts are read as plain data: a vendor's own may hold anything. */
export interface ContractNode {
  readonly object: JsonObject;
  readonly path: readonly (string | number)[];
}

/** The member of a node, as a node; undefined where it is none. A reference within the document is followed. */
export function member(source: ContractSource, node: ContractNode, key: string | number): ContractNode | undefined {
  const value = Array.isArray(node.object) ? node.object[Number(key)] : node.object[key];
  if (!isObject(value) && !Array.isArray(value)) return undefined;
  const found: ContractNode = { object: value as JsonObject, path: [...node.path, key] };
  const reference = found.object['$ref'];
  return typeof reference === 'string' && reference.startsWith('#/') ? followed(source, reference, found) : found;
}

/** All members of a node that are nodes, by key; the items of a list by position. */
export function members(source: ContractSource, node: ContractNode | undefined): [string, ContractNode][] {
  if (!node) return [];
  return Object.keys(node.object).flatMap((key): [string, ContractNode][] => {
    const found = member(source, node, Array.isArray(node.object) ? Number(key) : key);
    return found ? [[key, found]] : [];
  });
}

/** What a reference within the document points at, under what stands beside the reference. */
function followed(source: ContractSource, reference: string, from: ContractNode): ContractNode {
  const tokens = reference.slice(2).split('/');
  let value: unknown = source.data;
  for (const token of tokens)
    value = isObject(value) ? value[token.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  if (!isObject(value)) return from;
  const { $ref: _, ...beside } = from.object;
  return { object: { ...value, ...beside }, path: from.path };
}

/** The place that a node says it stands at, under `x-locator` or, in a list of fields, `locator`. */
export function placeOf({ object }: ContractNode): Place | undefined {
  const locator = object['x-locator'] ?? object['locator'];
  if (!isObject(locator) || typeof locator['section'] !== 'string') return undefined;
  const { section, row, table } = locator;
  return { section, ...(row !== undefined && { row: String(row) }), ...(typeof table === 'number' && { table }) };
}

/** Whether a node says of itself that it is not the document's word. */
export function isDerived({ object }: ContractNode): boolean {
  return object['x-basis'] === 'derived';
}
