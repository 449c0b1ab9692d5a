import type { JsonObject } from '../../specs/json.ts';
import type { SchemaSet } from '../schema/schema.ts';

/** One way to write an object: how a wanted change is put into a request. */
export interface Way {
  readonly name: 'put' | 'json-patch' | 'merge-patch' | 'strategic-merge-patch' | 'apply';
  readonly method: 'PUT' | 'PATCH';
  readonly contentType: string;
  /** Parameters that this way needs. */
  readonly query?: string;
  /** The body that turns `stored` into `wanted`; undefined where this way cannot say it. */
  body(stored: JsonObject, wanted: JsonObject, schemas: SchemaSet): unknown;
}
