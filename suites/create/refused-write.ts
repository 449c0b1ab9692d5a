import { objectFor } from '../../fixtures/transitions.ts';
import type { FieldPath } from '../../specs/field-path.ts';
import type { JsonObject } from '../../specs/json.ts';
import type { Request } from '../../src/client/client.ts';
import type { Case, Plan } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { applyBody, applyManager } from '../../src/ways/apply.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { refusedCase } from '../refusals/refused-case.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { withLabel } from '../update-rules/places.ts';
import { someWays } from '../update-rules/sampling.ts';

/** A change of an object that is there by which it would not be valid any more. */
export interface RefusedWrite {
  readonly name: string;
  readonly what: string;
  readonly change: (object: JsonObject) => JsonObject;
  /** The field that the refusal names. */
  readonly field: FieldPath;
}

/** A case for each way that can say the change (with deep effort; else for one of them): refused with 422, and nothing changes. */
export function* refusedWriteCases(subject: Subject, plan: Plan, write: RefusedWrite): Iterable<Case> {
  const { resource, schemas } = subject;
  const object = objectFor(resource);
  const able = ways.filter((way) => way.body(object, write.change(object), schemas) !== undefined);
  for (const way of someWays(plan, write.name, able))
    yield refusedCase({
      name: `${way.name}/${write.name}`,
      what: `a write by ${way.name} of ${write.what}`,
      resource,
      object,
      request: (stored) => requestOf(way, stored, write.change(stored.object), subject),
      control: (stored) => requestOf(way, stored, withLabel(stored.object, 'covenant', 'control'), subject, 'control'),
      owed: { statuses: [422], fields: [write.field] },
      namesObject: true,
    });
}

function requestOf(way: Way, stored: StoredObject, wanted: JsonObject, { schemas }: Subject, by?: string): Request {
  const body = way.body(stored.object, wanted, schemas);
  // Applied by another manager than what is tried: neither gives up what the other applied.
  const query = by === undefined ? way.query : way.query?.replace(applyManager, `${ownManager}-${by}`);
  return {
    method: way.method,
    path: query === undefined ? stored.path : `${stored.path}?${query}`,
    contentType: way.contentType,
    body: way.name === 'apply' ? applyBody(body) : body,
  };
}
