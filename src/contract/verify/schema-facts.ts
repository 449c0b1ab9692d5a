import { type ContractNode, isDerived, member, members } from './contract-node.ts';
import type { ContractSource } from './contract-source.ts';

/** What the schema of a parameter or field says of its values, in the words in which document texts are read. */
export function schemaFacts(source: ContractSource, node: ContractNode): string[] {
  const schema = member(source, node, 'schema');
  if (!schema || isDerived(schema)) return [];
  const { type, enum: values, default: byDefault, maxLength, minimum, deprecated } = schema.object;
  const facts: string[] = [];
  if (typeof type === 'string') facts.push(`is of type ${type}`);
  if (Array.isArray(values)) facts.push(...values.map((value) => `allows ${String(value)}`));
  if (byDefault !== undefined) facts.push(`is ${String(byDefault)} by default`);
  if (maxLength !== undefined) facts.push(`has at most ${String(maxLength)} characters`);
  if (minimum !== undefined) facts.push(`is at least ${String(minimum)}`);
  if (deprecated === true) facts.push('is deprecated');
  return facts;
}

/** The names of the schemas that a body has, over all its media types: that of a shared type, or of a plain text. */
export function bodySchemaFacts(source: ContractSource, body: ContractNode): string[] {
  const names = members(source, member(source, body, 'content')).flatMap(([, media]) => {
    const schema = member(source, media, 'schema');
    if (!schema || isDerived(schema)) return [];
    const { $ref: reference, type } = schema.object;
    if (typeof reference === 'string') return [reference.split('/').at(-1) ?? ''];
    return type === 'string' ? ['string'] : [];
  });
  return [...new Set(names)];
}
