import type { RunRecord } from '../../src/record.ts';
import { type Certificate, conformanceOf } from './certificate.ts';
import { subjectOf } from './digest.ts';

/**
 * What does not agree in a certificate, a line each: digests with the files, and every figure with what the run record gives.
 * `contentOf` answers the bytes of a file of the run's folder, undefined where it is not there; `names` are all files in it.
 */
export function disagreements(
  certificate: Certificate,
  record: RunRecord,
  contentOf: (name: string) => Buffer | undefined,
  names: readonly string[],
): string[] {
  return [
    ...certificate.subject.flatMap(({ name, digest }) => {
      const content = contentOf(name);
      if (content === undefined) return [`${name}: the certificate has its digest, and it is not there`];
      return subjectOf(name, content).digest.sha256 === digest.sha256 ? [] : [`${name}: it has another digest`];
    }),
    ...unlisted(certificate, names),
    ...differing(certificate.predicate, conformanceOf(record), []),
  ];
}

/** Evidence that the certificate does not speak of: it was put there afterwards. */
function unlisted({ subject }: Certificate, names: readonly string[]): string[] {
  const listed = new Set(subject.map(({ name }) => name));
  if (!listed.has('run.json')) return ['run.json: the certificate does not have its digest'];
  const added = names.filter((name) => name.startsWith('evidence/') && !listed.has(name));
  return added.map((name) => `${name}: the certificate does not have its digest`);
}

/** Every place in which a certificate says something else than its record gives. */
function differing(said: unknown, given: unknown, path: readonly string[]): string[] {
  if (JSON.stringify(said) === JSON.stringify(given)) return [];
  if (isTree(said) && isTree(given) && Array.isArray(said) === Array.isArray(given)) {
    const keys = new Set([...Object.keys(said), ...Object.keys(given)]);
    const found = [...keys].flatMap((key) => differing(said[key], given[key], [...path, key]));
    // The same members in another order: nothing else is said.
    return found;
  }
  return [`${path.join('.')}: the certificate says ${show(said)}, the run record gives ${show(given)}`];
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
