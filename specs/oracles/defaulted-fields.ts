import { type FieldPath, type FieldToken, pathOf, tokensOf } from '../field-path.ts';
import { type JsonObject, sameJson, valueAt } from '../json.ts';

/** A field that was left out, and what a server is to make of it. */
export interface DefaultedField {
  /** With the places of list items in it. */
  readonly path: FieldPath;
  readonly owed: unknown;
  readonly is: unknown;
}

/**
 * The fields with a default that an object was sent without, while what they stand in was sent: what is stored of each. Items
 * of a list that has got more of them are passed over, since it is not known which is which.
 */
export function defaultedFields(
  sent: JsonObject,
  stored: JsonObject,
  defaults: Readonly<Record<FieldPath, unknown>>,
): DefaultedField[] {
  return Object.entries(defaults).flatMap(([path, owed]) =>
    places(sent, stored, tokensOf(path)).flatMap((tokens) => {
      const left = valueAt(sent, tokens) === undefined && valueAt(sent, tokens.slice(0, -1)) !== undefined;
      return left ? [{ path: pathOf(tokens), owed, is: valueAt(stored, tokens) }] : [];
    }),
  );
}

/** A field is missing, or has another value than its default: what admission may have made of it is not the server's fault. */
export function isDefault({ owed, is }: DefaultedField): boolean {
  return sameJson(owed, is);
}

/** A path with every place of a list in it that both objects have. */
function places(sent: JsonObject, stored: JsonObject, tokens: readonly FieldToken[]): FieldToken[][] {
  let found: FieldToken[][] = [[]];
  for (const token of tokens) {
    if (token !== '*') found = found.map((path) => [...path, token]);
    else found = found.flatMap((path) => itemsOf(sent, stored, path));
  }
  return found;
}

function itemsOf(sent: JsonObject, stored: JsonObject, path: readonly FieldToken[]): FieldToken[][] {
  const [before, after] = [valueAt(sent, path), valueAt(stored, path)];
  if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return [];
  return before.map((_item, i) => [...path, i]);
}
