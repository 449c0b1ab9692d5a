/** Small helpers for text that came from a target and goes to a person: it may hold anything, so it is made harmless first. */

const lineBreaks = /\r\n?/g;
// Control characters but tab and line feed, marks that change the direction of text, and halves of surrogate pairs.
const unprintable = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/** The text with line feeds for line ends and U+FFFD for what has no business on a screen (escape codes, say). */
export function printable(text: string): string {
  return text.replace(lineBreaks, '\n').replace(unprintable, '\ufffd');
}

/** The text as one printable line, white space collapsed. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/gu, ' ').trim();
}

/** At most `limit` UTF-16 units of a text, an ellipsis for the rest; a surrogate pair is never cut in two. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** `1 case`, `2 cases`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A duration for people: `840 ms`, `12.3 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A moment for people: `2026-11-27 01:22:42 UTC`. */
export function moment(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
}

/** The values by key, keys in the order in which they first occur. */
export function groupBy<Value>(values: Iterable<Value>, key: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group === undefined) groups.set(key(value), [value]);
    else group.push(value);
  }
  return groups;
}
