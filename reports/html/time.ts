import type { CaseRecord, RunRecord } from '../../src/record.ts';
import { requirementLookup } from '../selection.ts';
import { groupBy } from '../text.ts';
import { html, type Markup } from './markup.ts';
import type { Words } from './words.ts';

const sumOf = (cases: readonly CaseRecord[], of: (one: CaseRecord) => number) =>
  cases.reduce((sum, one) => sum + of(one), 0);

/** Where the time of the run went, by chapter. Cases run at once, so their times add up to more than the run took. */
export function timeSection(record: RunRecord, words: Words): Markup {
  const requirementOf = requirementLookup(record);
  const titles = new Map(record.chapters.map(({ name, title }) => [name, title]));
  const all = sumOf(record.cases, ({ durationMs }) => durationMs) || 1;
  const rows = [...groupBy(record.cases, ({ requirement }) => requirementOf(requirement).chapter)]
    .map(([chapter, cases]) => ({
      chapter: titles.get(chapter) ?? chapter,
      cases: cases.length,
      ms: sumOf(cases, ({ durationMs }) => durationMs),
      requests: sumOf(cases, ({ exchanges }) => exchanges),
    }))
    .sort((a, b) => b.ms - a.ms);
  const { tables, sections } = words;
  return html`<section id="time" aria-labelledby="time-title"><h2 id="time-title">${sections.time}</h2>
<div class="scroll" tabindex="0" role="group" aria-label="${sections.time}"><table class="bars"><thead><tr><th scope="col">${tables.chapter}</th><th scope="col">${words.facts.cases}</th><th scope="col">${tables.requests}</th><th scope="col">${tables.seconds}</th><th scope="col">${tables.share}</th></tr></thead>
<tbody>${rows.map(({ chapter, cases, ms, requests }) => {
    const share = Math.round((ms / all) * 100);
    return html`<tr><th scope="row">${chapter}</th><td>${cases}</td><td>${requests}</td><td>${(ms / 1000).toFixed(1)}</td><td><span class="bar" style="width:${share}%"></span> ${share}%</td></tr>`;
  })}</tbody></table></div></section>`;
}
