import { isObject, type JsonObject } from '../../../specs/json.ts';

/** The object with other members of its spec; undefined takes one away. */
export function withMembers(object: JsonObject, members: JsonObject): JsonObject {
  const spec: JsonObject = { ...(isObject(object['spec']) ? object['spec'] : {}) };
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) delete spec[name];
    else spec[name] = value;
  }
  return { ...object, spec };
}
