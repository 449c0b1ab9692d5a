import type { JsonObject } from '../../specs/json.ts';
import { InconclusiveError } from '../errors.ts';
import type { SchemaSet } from '../schema/schema.ts';
import { applyBody } from './apply.ts';
import type { Way } from './way.ts';

/** The body that turns `stored` into `wanted`, as it is sent. @throws InconclusiveError where this way cannot say the change */
export function sentBody(way: Way, stored: JsonObject, wanted: JsonObject, schemas: SchemaSet): unknown {
  const body = way.body(stored, wanted, schemas);
  if (body === undefined) throw new InconclusiveError(`the change that was to be made cannot be said by ${way.name}`);
  return way.name === 'apply' ? applyBody(body) : body;
}
