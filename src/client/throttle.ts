/**
 * Milliseconds to wait before a throttled request is sent again: 429, or 503 with Retry-After (RFC 9110 section 10.2.3, in
 * seconds or as a date). Undefined for every other answer. A throttled request is never counted against the target.
 */
export function retryDelay(answer: { status: number; headers: Readonly<Record<string, string>> }): number | undefined {
  const header = answer.headers['retry-after'];
  if (answer.status !== 429 && !(answer.status === 503 && header !== undefined)) return undefined;
  const seconds = Number(header);
  if (header !== undefined && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(date) ? 1000 : Math.max(0, date - Date.now());
}
