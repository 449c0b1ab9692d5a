import type { JsonObject } from '../specs/json.ts';
import type { Answer } from '../src/client/client.ts';

/** An answer as a client gives it, for the tests of judges. */
export function answerOf(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  const responseBody = body === undefined ? '' : JSON.stringify(body);
  const exchange = { method: 'GET', path: '/x', requestHeaders: {}, responseHeaders: headers, at: 0, durationMs: 1 };
  return { status, headers, body, exchange: { ...exchange, status, responseBody } };
}

/** A refusal as the Kubernetes API has it. */
export function refusal(code: number, reason: string, more: JsonObject = {}): Answer {
  return answerOf(code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message: 'no', reason, code, ...more });
}
