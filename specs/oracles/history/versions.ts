/** A whole number without a sign or leading zeros (API concepts, "Resource versions"; KEP-5504). */
const decimal = /^(?:0|[1-9][0-9]*)$/;

export function isDecimal(version: string): boolean {
  return decimal.test(version);
}

/**
 * The order of two decimal versions: negative where the first is older. Of any length: they are compared as text, not as numbers.
 * Versions of any other form have no order that a client may rely on.
 */
export function compareVersions(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
}

/** Whether the first is later than the second. */
export function isNewer(a: string, b: string): boolean {
  return compareVersions(a, b) > 0;
}

/** The later of two; undefined counts as before all. */
export function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return isNewer(b, a) ? b : a;
}

/** The first place in a list sorted by version whose version is later than the one given; its length where there is none. */
export function firstAfter(sorted: readonly { readonly version: string }[], version: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle];
    if (found !== undefined && isNewer(found.version, version)) high = middle;
    else low = middle + 1;
  }
  return low;
}
