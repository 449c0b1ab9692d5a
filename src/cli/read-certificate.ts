import { fileURLToPath } from 'node:url';
import type { Certificate } from '../../reports/certificate/certificate.ts';
import { UsageError } from '../errors.ts';
import { readJsonFile, schemaFault } from '../run/read-json.ts';

const schemaFile = fileURLToPath(new URL('../../reports/certificate.schema.json', import.meta.url));

/** A certificate from its file, held against its schema. @throws UsageError in one line for anything that is none */
export function readCertificate(path: string): Certificate {
  const value = readJsonFile(path);
  const wrong = schemaFault(schemaFile, value);
  if (wrong !== undefined) throw new UsageError(`${path} is no certificate of kube-covenant: ${wrong}`);
  return value as Certificate;
}
