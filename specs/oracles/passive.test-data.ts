import { schemaValidator } from '../schemas/validator.ts';
import type { PromisedBody, PromisedOperation, SeenAnswer } from './passive.ts';

const schemas = schemaValidator();

function body(reference: string): PromisedBody {
  return { kinds: schemas.kindsOf(reference), faults: (value) => schemas.faults(reference, value) };
}

const json = (type: string) => ({ media: new Map([['application/json', body(`../schemas/${type}`)]]) });

/** A Pod's operation: 200 is a Pod, 201 too, 401 a Status. */
export const podOperation: PromisedOperation = {
  contract: 'vendor',
  name: 'vendor patchPod',
  responses: new Map([
    ['200', json('pod.yaml#/Pod')],
    ['201', json('pod.yaml#/Pod')],
    ['401', json('meta.yaml#/Status')],
  ]),
};

/** A collection's: 200 is a list. */
export const listOperation: PromisedOperation = {
  contract: 'vendor',
  name: 'vendor listPods',
  responses: new Map([['200', json('pod.yaml#/PodList')]]),
};

/** An operation with a body of one's own, of these media types. */
export function operation(promised: PromisedBody, ...types: string[]): PromisedOperation {
  const media = new Map((types.length > 0 ? types : ['application/json']).map((type) => [type, promised]));
  return { contract: 'vendor', name: 'vendor anything', responses: new Map([['200', { media }]]) };
}

export const uid = '78566a84-31bf-4a89-8e01-e59b519e6510';

/** A Pod as a server shows it, with metadata of one's own. */
export function pod(metadata: object = {}, more: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'p',
      namespace: 'n',
      uid,
      resourceVersion: '1112',
      creationTimestamp: '2026-01-02T03:04:05Z',
      ...metadata,
    },
    spec: { containers: [{ name: 'main', image: 'registry.invalid/main:1' }] },
    ...more,
  };
}

export function status(code: number, change: object = {}) {
  return { apiVersion: 'v1', kind: 'Status', metadata: {}, status: 'Failure', reason: 'Why', code, ...change };
}

/** An answer as it should be, but for what is said. */
export function answer(change: Partial<SeenAnswer> = {}): SeenAnswer {
  return {
    method: 'PATCH',
    path: '/api/v1/namespaces/n/pods/p',
    accept: 'application/json',
    status: 200,
    contentType: 'application/json',
    body: pod(),
    empty: false,
    ...change,
  };
}
