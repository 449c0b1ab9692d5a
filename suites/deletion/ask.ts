import type { DeletionAsked } from '../../specs/oracles/deletion-rules.ts';
import type { Request } from '../../src/client/client.ts';

/** Where the options of a deletion stand: among the parameters, or in a body. */
export type Carrier = 'query' | 'body';

export const carriers: readonly Carrier[] = ['query', 'body'];

/** A deletion to be tried: what it asks for, and the request that says so. */
export interface AskedDeletion {
  readonly asked: DeletionAsked;
  readonly request: (path: string) => Request;
}

/** A deletion that asks for this, in the usual way. Without anything to ask for there is neither parameter nor body. */
export function ask(asked: DeletionAsked, carrier: Carrier = 'query'): AskedDeletion {
  return { asked, request: (path) => deletionRequest(path, asked, carrier) };
}

/** A DELETE with options, right or wrong. */
export function deletionRequest(
  path: string,
  options: Readonly<Record<string, unknown>> | DeletionAsked,
  carrier: Carrier,
): Request {
  const given = Object.entries(options);
  if (given.length === 0) return { method: 'DELETE', path };
  if (carrier === 'body') return { method: 'DELETE', path, body: optionsBody(options) };
  const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return { method: 'DELETE', path: `${path}${path.includes('?') ? '&' : '?'}${query}` };
}

export function optionsBody(options: Readonly<Record<string, unknown>> | DeletionAsked): Record<string, unknown> {
  return { apiVersion: 'v1', kind: 'DeleteOptions', ...options };
}

/** What is asked for, in a name of a case: `propagationPolicy=Orphan`. */
export function nameOf(asked: Readonly<Record<string, unknown>> | DeletionAsked): string {
  const parts = Object.entries(asked).map(([name, value]) => `${name}=${value === '' ? 'empty' : String(value)}`);
  return parts.length === 0 ? 'no-options' : parts.join(',');
}
