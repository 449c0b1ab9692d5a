import { type Finding, Findings } from '../history/finding.ts';
import type { Listing, Page } from '../history/listing.ts';
import type { Read } from '../history/reading.ts';
import { compareVersions, isDecimal, isNewer } from '../history/versions.ts';
import type { Deleted, Stored } from '../history/write.ts';
import { listAnswer } from './list-answer.ts';

/**
 * A list is of a state that its resourceVersion and resourceVersionMatch allow, or refused as they demand. Without a version it
 * is the newest: it shows every write that was answered before it was asked for (API concepts, "Semantics for get and list";
 * kubernetes/kubernetes#123072).
 */
export function judgeHonoured(read: Read): Finding[] {
  const findings = new Findings('honoured');
  const moments = new Moments(read);
  for (const listing of read.history.listings)
    listing.pages.forEach((page, at) => {
      findings.checked();
      judgePage(findings, listing, page, at, moments);
    });
  return findings.all();
}

function judgePage(findings: Findings, { name }: Listing, page: Page, at: number, moments: Moments): void {
  const { query, status, resourceVersion: shown } = page;
  const before = moments.newestBefore(page.sentAt);
  const answer = listAnswer(query, { newest: moments.newestBefore(page.at) ?? '0' });
  const mark = { in: name, at, how: 'wrong' } as const;
  if (status !== 200) {
    if (answer.refused.includes(status)) return;
    if (status === answer.known)
      findings.broken(mark, `it is answered ${status}, not ${answer.refused.join(' or ')}`, { level: 'should' });
    else if (status >= 500 && !answer.refused.includes(504)) findings.undecided(name, `it is answered ${status}`);
    else findings.broken(mark, `it is answered ${status}, not ${rightStatuses(answer)}`);
    return;
  }
  if (answer.state === undefined) {
    findings.broken(mark, `it is answered 200, not ${answer.refused.join(' or ')}`);
    return;
  }
  if (shown === undefined || !isDecimal(shown)) return;
  const asked = query.resourceVersion ?? '';
  if (answer.state === 'exact' && shown !== asked) findings.broken(mark, `it is of version ${shown}, not of ${asked}`);
  if (answer.state === 'not older' && isDecimal(asked) && compareVersions(shown, asked) < 0)
    findings.broken(mark, `it is of version ${shown}, older than ${asked}`);
  if (answer.state !== 'most recent') return;
  if (before !== undefined && isNewer(before, shown))
    findings.broken(mark, `it is of version ${shown}, but version ${before} was answered before it was asked for`);
  page.items.forEach(({ key, uid, version }, item) => {
    const gone = moments.deletedAt(uid);
    if (gone !== undefined && gone < page.sentAt)
      findings.broken({ ...mark, item }, `${key} is shown, but was deleted before it was asked for`, { key, version });
  });
}

function rightStatuses({ state, refused }: { readonly state?: string; readonly refused: readonly number[] }): string {
  return [...(state === undefined ? [] : [200]), ...refused].join(' or ');
}

/** The newest version that was answered before a time. */
class Moments {
  readonly #times: number[] = [];
  readonly #newest: string[] = [];
  readonly #deleted: ReadonlyMap<string, number>;

  constructor({ history, known }: Read) {
    const stored = history.writes.filter(
      (write): write is Stored => write.kind === 'created' || write.kind === 'updated',
    );
    for (const { at, version } of known.isOrdered ? stored.sort((a, b) => a.at - b.at) : []) {
      const last = this.#newest.at(-1);
      if (last !== undefined && !isNewer(version, last)) continue;
      this.#times.push(at);
      this.#newest.push(version);
    }
    const gone = history.writes.filter((write): write is Deleted => write.kind === 'deleted');
    this.#deleted = new Map(gone.map(({ uid, at }) => [uid, at]));
  }

  newestBefore(time: number): string | undefined {
    return this.#newest[this.#times.findLastIndex((at) => at <= time)];
  }

  deletedAt(uid: string): number | undefined {
    return this.#deleted.get(uid);
  }
}
