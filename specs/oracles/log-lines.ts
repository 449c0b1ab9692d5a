/** A line of a log as a server shows it with its time. */
export interface StampedLine {
  /** The whole line, time and all. */
  readonly written: string;
  /** Nanoseconds since the epoch. */
  readonly time: bigint;
  readonly text: string;
}

/** What a log is to be, as far as it is known. */
export interface ExpectedLog {
  /** All lines of the container, as they are written out. */
  readonly lines: readonly string[];
  /** Where the log may begin at the earliest, and must at the latest, by the index of the line; with the first without. */
  readonly begin?: Beginning;
  readonly tailLines?: number;
  readonly limitBytes?: number;
}

export interface Beginning {
  readonly earliest: number;
  readonly latest: number;
}

/** The lines of a log. A line feed ends each; the last may be without. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/**
 * What is wrong with a log, in a line for people; undefined where nothing is. It is the end of what was written, from where the
 * options have it begin, and the beginning of that where it is limited: about so many bytes, by no more than a line off
 * (PodLogOptions reference: tailLines, limitBytes).
 */
export function wrongInLog(text: string, expected: ExpectedLog): string | undefined {
  const { lines, begin = { earliest: 0, latest: 0 }, tailLines = lines.length, limitBytes } = expected;
  const tail = Math.max(0, lines.length - tailLines);
  const wrongs: string[] = [];
  for (let from = begin.earliest; from <= begin.latest; from++) {
    const owed = lines.slice(Math.max(from, tail));
    const wrong = limitBytes === undefined ? wrongWhole(text, owed) : wrongPart(text, owed, limitBytes);
    if (wrong === undefined) return undefined;
    wrongs.push(wrong);
  }
  // What it must show at the least says best what is missing or too much.
  return wrongs.at(-1);
}

function wrongWhole(text: string, owed: readonly string[]): string | undefined {
  const shown = linesOf(text);
  if (shown.length === owed.length && shown.every((line, i) => line === owed[i])) return undefined;
  const missing = owed.find((line) => !shown.includes(line));
  const foreign = shown.find((line) => !owed.includes(line));
  const what =
    foreign !== undefined
      ? `it shows ${quoted(foreign)}`
      : missing !== undefined
        ? `it does not show ${quoted(missing)}`
        : 'the lines are in another order, or more than once';
  return `${what}: ${shown.length} lines in place of ${owed.length}`;
}

function wrongPart(text: string, owed: readonly string[], limit: number): string | undefined {
  const whole = owed.map((line) => `${line}\n`).join('');
  if (!whole.startsWith(text)) return `${quoted(text)} is not how the log begins`;
  const slack = Math.max(0, ...owed.map((line) => bytesIn(line) + 1));
  const [shown, all] = [bytesIn(text), bytesIn(whole)];
  if (shown > limit + slack) return `it has ${shown} bytes, ${limit} were asked for`;
  if (shown < Math.min(limit, all) - slack) return `it has ${shown} of ${all} bytes, ${limit} were asked for`;
  return undefined;
}

/** RFC 3339 with any fraction, as the log options have it (RFC3339 or RFC3339Nano). */
const stamp = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

/** The lines of a log that was asked for with times; a text says which line has none. */
export function stampedLines(text: string): readonly StampedLine[] | string {
  const stamped: StampedLine[] = [];
  for (const written of linesOf(text)) {
    const space = written.indexOf(' ');
    const [time, rest] = space < 0 ? [written, ''] : [written.slice(0, space), written.slice(space + 1)];
    const nanoseconds = nanosecondsOf(time);
    if (nanoseconds === undefined) return `${quoted(written)} does not begin with an RFC 3339 time`;
    stamped.push({ written, time: nanoseconds, text: rest });
  }
  return stamped;
}

function nanosecondsOf(text: string): bigint | undefined {
  const [, seconds, fraction = '', zone] = stamp.exec(text) ?? [];
  const milliseconds = Date.parse(`${seconds}${zone}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

/** What is wrong with a log that was asked for with times: each line has one, none is earlier than the one before, the rest is known. */
export function wrongInStamps(text: string, lines: readonly string[]): string | undefined {
  const stamped = stampedLines(text);
  if (typeof stamped === 'string') return stamped;
  const back = stamped.findIndex(({ time }, i) => i > 0 && time < (stamped[i - 1] as StampedLine).time);
  if (back > 0) return `${quoted(stamped[back]?.written ?? '')} is earlier than the line before it`;
  return wrongWhole(stamped.map((line) => `${line.text}\n`).join(''), lines);
}

const second = 1_000_000_000n;

/** Where a log begins that is to begin at a time, in milliseconds: servers count in whole seconds, and round. */
export function beginAt(lines: readonly Pick<StampedLine, 'time'>[], milliseconds: number): Beginning {
  const time = BigInt(milliseconds) * 1_000_000n;
  return { earliest: firstFrom(lines, time - second), latest: firstFrom(lines, time) };
}

/**
 * Where a log begins that is to begin so many seconds before now. How old the last line is now is not known, only that it is no
 * older than `ageOfLast`, in seconds: the others are as much older as their times say.
 */
export function beginBefore(
  lines: readonly Pick<StampedLine, 'time'>[],
  seconds: number,
  ageOfLast: number,
): Beginning {
  const last = lines.at(-1)?.time ?? 0n;
  return {
    earliest: firstFrom(lines, last - BigInt(seconds + 1) * second),
    latest:
      seconds <= ageOfLast ? lines.length : firstFrom(lines, last - BigInt(Math.floor(seconds - ageOfLast)) * second),
  };
}

function firstFrom(lines: readonly Pick<StampedLine, 'time'>[], time: bigint): number {
  const found = lines.findIndex((line) => line.time >= time);
  return found < 0 ? lines.length : found;
}

function bytesIn(text: string): number {
  return new TextEncoder().encode(text).length;
}

function quoted(text: string): string {
  return JSON.stringify(text.length <= 80 ? text : `${text.slice(0, 80)}…`);
}
