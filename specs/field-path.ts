/**
 * A field path as the Kubernetes documents write it: `spec.containers[*].image`. `[*]` is any item of a list; a number in its
 * place is that item. Names with dots in them (label keys) never occur in a path: maps are leaves.
 */
export type FieldPath = string;

/** A path taken apart: property names, list positions, and `*` for any item. */
export type FieldToken = string | number;

const known = new Map<FieldPath, readonly FieldToken[]>();

/** Takes a path apart: `spec.containers[*].image` → `['spec', 'containers', '*', 'image']`. */
export function tokensOf(path: FieldPath): readonly FieldToken[] {
  // A run takes the same few thousand paths apart again and again.
  const found = known.get(path) ?? takeApart(path);
  known.set(path, found);
  return found;
}

function takeApart(path: FieldPath): readonly FieldToken[] {
  const tokens: FieldToken[] = [];
  for (const part of path.split('.')) {
    const [name = '', ...indices] = part.split('[');
    if (name !== '') tokens.push(name);
    for (const index of indices) tokens.push(index.startsWith('*') ? '*' : Number.parseInt(index, 10));
  }
  return tokens;
}

/** Puts a path together again. */
export function pathOf(tokens: readonly FieldToken[]): FieldPath {
  let path = '';
  for (const token of tokens) {
    if (typeof token === 'number' || token === '*') path += `[${token}]`;
    else path += path === '' ? token : `.${token}`;
  }
  return path;
}

/** Whether a field reported by a server (`spec.containers[0].image`, `spec`) is the path, above it, or below it. */
export function touches(reported: FieldPath, path: FieldPath): boolean {
  const a = tokensOf(reported);
  const b = tokensOf(path);
  if (a.length === 0) return false;
  return a.slice(0, b.length).every((token, i) => i >= b.length || sameToken(token, b[i]));
}

/** Whether `inner` is `outer` or lies within it. */
export function isWithin(inner: FieldPath, outer: FieldPath): boolean {
  const a = tokensOf(inner);
  const b = tokensOf(outer);
  return b.length <= a.length && b.every((token, i) => sameToken(token, a[i]));
}

function sameToken(a: FieldToken | undefined, b: FieldToken | undefined): boolean {
  if (a === b) return true;
  const isItem = (token: FieldToken | undefined) => typeof token === 'number' || token === '*';
  return (a === '*' && isItem(b)) || (b === '*' && isItem(a));
}
