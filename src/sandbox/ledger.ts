import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/**
 * The list of everything a run makes, on disk: a line before an object is created, one when its uid is known, one when it is
 * gone. Written synchronously, so that whatever kills the run, the list is there to clean up by.
 */
export interface Ledger {
  intend(path: string): void;
  created(path: string, uid: string): void;
  gone(path: string): void;
}

/** An object that was made, or may have been, and is not known to be gone. Without a uid its creation was never answered. */
export interface Outstanding {
  readonly path: string;
  readonly uid?: string;
}

type Line = readonly ['intend', string] | readonly ['created', string, string] | readonly ['gone', string];

export function openLedger(file: string): Ledger {
  const write = (...line: Line) => appendFileSync(file, `${JSON.stringify(line)}\n`);
  return {
    intend: (path) => write('intend', path),
    created: (path, uid) => write('created', path, uid),
    gone: (path) => write('gone', path),
  };
}

/** What a ledger file says is still there, in the order in which it was made. A line cut off by a crash is passed over. */
export function outstanding(file: string): Outstanding[] {
  const open = new Map<string, Outstanding>();
  for (const text of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    const line = parse(text);
    if (!line) continue;
    const [what, path] = line;
    if (what === 'gone') open.delete(path);
    else open.set(path, what === 'created' ? { path, uid: line[2] } : { path });
  }
  return [...open.values()];
}

function parse(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
