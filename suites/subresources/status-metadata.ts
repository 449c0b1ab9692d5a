import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import { judgeUpdated, type ObservedWrite } from '../../specs/oracles/update-rules.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import type { SchemaSet } from '../../src/schema/schema.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { observeWrite, outcomeOf } from '../update-rules/observe-write.ts';
import { statusOf } from './status.ts';

const maps = ['labels', 'annotations'] as const;

/**
 * For the older kinds a write to the status writes labels and annotations too. Clients have come to count on it; servers that
 * leave them alone are not wrong, but differ.
 * @see recordings, `pod-status` steps 5 and 9
 */
export function statusWritesMetadata(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'status.*.write-keeps-sent-metadata',
    title: 'A write to the status of {kind} stores the labels and annotations that are sent with it',
    method: 'Writes a label and an annotation through the status in every way, and reads the object back.',
    level: 'SHOULD',
    covers: [],
    derivedFrom: [
      { actions: ['put', 'patch'], subresource: 'status', parts: [''] },
      { actions: ['put', 'patch'], parts: [''] },
    ],
    about: (resource) => statusOf(resource)?.writesMetadata === true,
    kills: ({ name }) => (name === 'pod' ? ['status-put-drops-metadata'] : []),
    *cases({ resource, schemas }) {
      for (const map of maps) for (const way of ways) yield metadataCase(resource, map, way, schemas);
    },
  });
}

function metadataCase(resource: Resource, map: (typeof maps)[number], way: Way, schemas: SchemaSet): Case {
  return defineCase<ObservedWrite>({
    name: `metadata.${map}/${way.name}`,
    cell: { kind: resource.kind, subresource: 'status', field: `metadata.${map}`, way: way.name },
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const change = (before: JsonObject) => {
        const metadata = isObject(before['metadata']) ? before['metadata'] : {};
        const known = isObject(metadata[map]) ? metadata[map] : {};
        return { ...before, metadata: { ...metadata, [map]: { ...known, 'kube-covenant.example/sent': 'yes' } } };
      };
      const at = { subresource: 'status' };
      const observed = await observeWrite(client, way, stored, `metadata.${map}`, change, schemas, at);
      await sandbox.remove(client, stored);
      return observed;
    },
    judge: (observed) => {
      const outcome = outcomeOf(judgeUpdated, observed);
      return outcome.kind === 'violation' ? advisory(outcome) : outcome;
    },
  });
}
