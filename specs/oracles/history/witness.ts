import type { Reading } from './reading.ts';
import { namespaceOf } from './state.ts';
import { compareVersions, isNewer } from './versions.ts';

interface Span {
  readonly from: string;
  readonly to: string;
}

/**
 * Over which versions some watch without a selector looked on, so that whatever anybody changed is known. What nobody saw may have
 * been changed by somebody else: of an object's labels nothing is sure then.
 */
export class Witness {
  readonly #spans: readonly (Span & { readonly namespace: string | undefined })[];
  readonly #merged = new Map<string, readonly Span[]>();

  constructor(readings: readonly Reading[]) {
    this.#spans = readings.flatMap((reading) => {
      const { begins, start, bound, position, isFiltered, watching } = reading;
      const from = begins === 'exact' ? start : bound?.version;
      if (isFiltered || from === undefined || position === undefined) return [];
      return [{ from, to: position, namespace: watching.request.namespace }];
    });
  }

  /** Whether all that was done to an object between two versions is known. */
  saw(key: string, from: string, to: string): boolean {
    if (compareVersions(from, to) >= 0) return true;
    return this.#of(namespaceOf(key)).some(
      (span) => compareVersions(span.from, from) <= 0 && compareVersions(span.to, to) >= 0,
    );
  }

  /** Those of one namespace, joined where one goes on from another. */
  #of(namespace: string): readonly Span[] {
    const known = this.#merged.get(namespace);
    if (known) return known;
    const spans = this.#spans
      .filter((span) => span.namespace === undefined || span.namespace === namespace)
      .sort((a, b) => compareVersions(a.from, b.from));
    const merged: Span[] = [];
    for (const { from, to } of spans) {
      const last = merged.at(-1);
      if (!last || isNewer(from, last.to)) merged.push({ from, to });
      else if (isNewer(to, last.to)) merged[merged.length - 1] = { from: last.from, to };
    }
    this.#merged.set(namespace, merged);
    return merged;
  }
}
