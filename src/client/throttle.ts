interface Throttling {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Milliseconds in which a throttled request is tried again. */
const budgetMs = 30_000;

/** What is waited where the server does not say how long. */
const unsaidMs = 1000;

/** What is waited at least before the second repetition; each further one waits twice as long, up to a second. */
const leastMs = 25;

/**
 * Milliseconds to wait before a throttled request is sent again: 429, or 503 with Retry-After (RFC 9110 section 10.2.3, in
 * seconds or as a date). Undefined for every other answer. A throttled request is never counted against the target.
 */
export function retryDelay({ status, headers }: Throttling): number | undefined {
  const header = headers['retry-after']?.trim();
  if (status !== 429 && !(status === 503 && header !== undefined)) return undefined;
  if (header === undefined) return unsaidMs;
  if (/^[+-]?\d+(\.\d*)?$/.test(header)) return Math.max(0, Number(header) * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? unsaidMs : Math.max(0, date - Date.now());
}

/** Milliseconds to wait before a request is sent again; `exhausted` where that would take longer than it is given. */
export type Pace = (answer: Throttling) => number | 'exhausted' | undefined;

/**
 * Paces the repetitions of one request. A server that says that it may be asked again at once, and throttles again, is not asked
 * without a pause: that would be the very load that it cannot bear.
 */
export function newPace(now: () => number = () => performance.now()): Pace {
  const deadline = now() + budgetMs;
  let repeated = 0;
  return (answer) => {
    const said = retryDelay(answer);
    if (said === undefined) return undefined;
    const least = repeated === 0 ? 0 : Math.min(1000, leastMs * 2 ** (repeated - 1));
    repeated++;
    const delay = Math.max(said, least);
    return now() + delay > deadline ? 'exhausted' : delay;
  };
}
