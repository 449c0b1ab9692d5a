import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isObject } from '../json.ts';
import type { PatchSchema, PatchSchemas } from './patch-answer-schema.ts';

const files = ['meta.yaml', 'pod.yaml', 'job.yaml', 'endpoints.yaml'] as const;

/** The shared schemas with references that name their file. */
const all: Record<string, PatchSchema> = Object.fromEntries(
  files.flatMap((file) => {
    const types = parse(readFileSync(new URL(`../schemas/${file}`, import.meta.url), 'utf8')) as Record<
      string,
      unknown
    >;
    return Object.entries(types).map(([name, type]) => [`${file}#/${name}`, withFile(type, file) as PatchSchema]);
  }),
);

function withFile(node: unknown, file: string): unknown {
  if (Array.isArray(node)) return node.map((item) => withFile(item, file));
  if (!isObject(node)) return node;
  const members = Object.entries(node).map(([name, member]) => {
    const isOwn = name === '$ref' && typeof member === 'string' && member.startsWith('#/');
    return [name, isOwn ? `${file}${member}` : withFile(member, file)];
  });
  return Object.fromEntries(members);
}

export const podSchemas: PatchSchemas = { root: 'pod.yaml#/Pod', schemas: all };
export const jobSchemas: PatchSchemas = { root: 'job.yaml#/Job', schemas: all };
export const endpointsSchemas: PatchSchemas = { root: 'endpoints.yaml#/Endpoints', schemas: all };
