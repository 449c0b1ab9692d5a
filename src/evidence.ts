/** One request and its response as sent and received, credentials redacted. */
export interface Exchange {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** The body as sent, where it is text; absent when none was. */
  readonly requestBody?: string;
  /** The body as sent, where it is no text (a compressed one, say), in base64. */
  readonly requestBodyBase64?: string;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
  /** Milliseconds since the run began, and until the response was whole. */
  readonly at: number;
  readonly durationMs: number;
}

const secretHeader =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-auth-token|.*(token|secret|api-?key|password).*)$/i;

const judged = new Map<string, boolean>();

/** Whether a header carries a credential and must never leave the process. */
export function isSecretHeader(name: string): boolean {
  const secret = judged.get(name) ?? secretHeader.test(name);
  judged.set(name, secret);
  return secret;
}

/** The same headers with every credential replaced by a mark; names are kept, so that a reader sees that one was sent. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const redacted: Record<string, string> = { ...headers };
  for (const name of Object.keys(redacted)) if (isSecretHeader(name)) redacted[name] = 'REDACTED';
  return redacted;
}

/** A response body of at most `limit` characters; what was cut is counted in its last line. */
export function capBody(body: string, limit: number): string {
  return body.length <= limit ? body : `${body.slice(0, limit)}\n… ${body.length - limit} characters cut`;
}
