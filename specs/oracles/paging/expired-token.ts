import { type Finding, Findings } from '../history/finding.ts';
import type { Read } from '../history/reading.ts';

/**
 * A token that is no longer good is answered 410 with the reason Expired and with a fresh token, from which the list goes on in its
 * present state; the fresh one is good (ListMeta and API concepts, "410 Gone responses"; kubernetes/kubernetes#67284).
 */
export function judgeExpiredToken({ history }: Read): Finding[] {
  const findings = new Findings('expired token');
  for (const { name, pages } of history.listings)
    pages.forEach((page, at) => {
      const { query, status, reason } = page;
      if (query.continue === undefined || status !== 410) return;
      findings.checked();
      const mark = { in: name, at, how: 'wrong' } as const;
      if (reason !== 'Expired' && reason !== 'Gone')
        findings.broken(mark, `the 410 for a token has the reason ${reason ?? 'none'}, not Expired`);
      if (page.continue === undefined)
        findings.broken(mark, 'the 410 for a token has no token to go on from', { level: 'should' });
      else if (pages[at + 1]?.query.continue === page.continue && pages[at + 1]?.status !== 200)
        findings.broken({ ...mark, at: at + 1 }, `the fresh token is answered ${pages[at + 1]?.status}`);
    });
  return findings.all();
}
