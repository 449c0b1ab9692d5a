import type { Answer } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';

export const resource = { name: 'thing', kind: 'Thing', plural: 'things', apiVersion: 'x.example/v1' } as Resource;

/** An answer as a client shows it. */
export function answer(status: number, body: unknown = {}): Answer {
  return { status, headers: {}, body, exchange: {} as never };
}

/** A refusal that names a thing. */
export function refusal(code: number, reason: string, name = 'n', details: object = {}): Answer {
  return answer(code, {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code,
    reason,
    message: 'no',
    details: { name, kind: 'things', group: 'x.example', ...details },
  });
}

const metadata = {
  name: 'n',
  namespace: 'ns',
  uid: 'u',
  resourceVersion: '1',
  creationTimestamp: '2024-01-01T00:00:00Z',
};

/** A thing as it was sent, and as a server shows it. */
export const sent = { apiVersion: 'x.example/v1', kind: 'Thing', metadata: { name: 'n' }, spec: { a: 1 } };
export const shown = { apiVersion: 'x.example/v1', kind: 'Thing', metadata, spec: { a: 1, b: 'set' } };

/** The same with other metadata. */
export function shownWith(members: object): typeof shown {
  return { ...shown, metadata: { ...metadata, ...members } };
}
