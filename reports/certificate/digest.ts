import { createHash } from 'node:crypto';
import type { Subject } from './certificate.ts';

/** A file by its name in the run's folder, with the SHA-256 of its bytes. */
export function subjectOf(name: string, text: string | Buffer): Subject {
  return { name, digest: { sha256: createHash('sha256').update(text).digest('hex') } };
}
