import type { RunRecord } from '../../src/record.ts';
import { plannedOf, reasonsOf } from '../selection.ts';
import { html, type Markup } from './markup.ts';
import { outcome } from './signs.ts';
import type { Words } from './words.ts';

/** What was not checked and why, the most frequent reason first, and what is still on the target. */
export function uncheckedSection(record: RunRecord, words: Words): Markup {
  const rows = (['error', 'inconclusive', 'unsupported'] as const).flatMap((kind) =>
    reasonsOf(record, kind).map(
      ({ reason, count }) => html`<tr><td>${outcome(kind, words)}</td><td>${reason}</td><td>${count}</td></tr>`,
    ),
  );
  const planned = plannedOf(record).map(
    ({ chapter, count }) => html`<tr><td>${outcome('planned', words)}</td><td>${chapter}</td><td>${count}</td></tr>`,
  );
  const { tables, sections } = words;
  return html`<section id="unchecked" aria-labelledby="unchecked-title"><h2 id="unchecked-title">${sections.unchecked}</h2>
${
  rows.length + planned.length === 0
    ? html`<p>${words.nothingLeft}</p>`
    : html`<div class="scroll" tabindex="0" role="group" aria-label="${sections.unchecked}"><table><thead><tr><th scope="col">${words.filters.outcome}</th><th scope="col">${tables.reason}</th><th scope="col">${words.facts.cases}</th></tr></thead><tbody>${rows}${planned}</tbody></table></div>`
}
<h3>${sections.left}</h3>
${
  record.left.length === 0
    ? html`<p>${words.nothingLeft}</p>`
    : html`<ul>${record.left.map(({ path, reason }) => html`<li><code>${path}</code>: ${reason}</li>`)}</ul>`
}
</section>`;
}
