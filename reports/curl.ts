import type { Exchange } from '../src/evidence.ts';

/** Headers that curl writes itself. */
const written = /^(content-length|host|connection|accept-encoding|user-agent|transfer-encoding)$/i;
/** In a record the value of a credential is this mark; headers that are always credentials are left out even without it. */
const mark = 'REDACTED';
const credential = /^(authorization|proxy-authorization|cookie|x-auth-token)$/i;
/** A longer body would bury the line; it is named as a file instead. */
const longestBody = 2000;

/**
 * A curl line that sends an exchange's request again. Credentials are shell variables: `$SERVER` for the URL without a path,
 * `$TOKEN` for the value of a bearer or X-Auth-Token header.
 */
export function curlLine(exchange: Exchange): string {
  const parts = ['curl', '-sS', '-X', shellWord(exchange.method)];
  for (const [name, value] of Object.entries(exchange.requestHeaders)) {
    if (written.test(name)) continue;
    if (value !== mark && !credential.test(name)) parts.push('-H', shellQuote(`${name}: ${value}`));
    else parts.push('-H', `${shellQuote(`${name}: ${/^authorization$/i.test(name) ? 'Bearer ' : ''}`)}"$TOKEN"`);
  }
  const { requestBody: body, requestBodyBase64: bytes } = exchange;
  const long = body !== undefined && body.length > longestBody;
  if (body !== undefined) parts.push('--data-binary', long ? '@request-body' : shellQuote(body));
  if (bytes !== undefined) {
    // No shell can be given such bytes as a word.
    const tooLong = bytes.length > longestBody;
    parts.push('--data-binary', tooLong ? '@request-body' : `@<(printf %s ${bytes} | base64 -d)`);
    parts.push(`"$SERVER"${shellQuote(exchange.path)}`);
    if (tooLong) parts.push('# request-body: the bytes sent, in base64 in run.json');
    return parts.join(' ');
  }
  parts.push(`"$SERVER"${shellQuote(exchange.path)}`);
  if (long) parts.push(`# request-body: the ${body.length} characters sent, in run.json`);
  return parts.join(' ');
}

/**
 * The last exchange of a case that could have changed something, what the suite deleted at the end aside; its last exchange
 * where none could.
 */
export function lastWrite(evidence: readonly Exchange[]): Exchange | undefined {
  const writes = evidence.filter((one) => /^(put|patch|post|delete)$/i.test(one.method));
  return writes.findLast((one) => !isCleanUp(one)) ?? writes.at(-1) ?? evidence.at(-1);
}

/** Whether an exchange is how the suite deletes what it made: by uid, at once, in the background. */
function isCleanUp({ method, requestBody = '' }: Exchange): boolean {
  return (
    method === 'DELETE' &&
    /"gracePeriodSeconds":0,"propagationPolicy":"Background","preconditions":\{"uid":/.test(requestBody)
  );
}

function shellWord(text: string): string {
  return /^[A-Za-z]+$/.test(text) ? text : shellQuote(text);
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
