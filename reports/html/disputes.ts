import type { RunRecord } from '../../src/record.ts';
import { disputesOf } from '../selection.ts';
import { cut } from '../text.ts';
import { html, type Markup } from './markup.ts';
import type { Words } from './words.ts';

/** Disputes with both readings: what the document says, and what the target does as the Kubernetes API is known to. */
export function disputesSection(record: RunRecord, words: Words): Markup | undefined {
  const disputes = disputesOf(record);
  if (disputes.length === 0) return undefined;
  const { tables } = words;
  return html`<section id="disputes" aria-labelledby="disputes-title"><h2 id="disputes-title">${words.sections.disputes}</h2>
<div class="scroll" tabindex="0" role="group" aria-label="${words.sections.disputes}"><table><thead><tr><th scope="col">${tables.dispute}</th><th scope="col">${tables.documentSays}</th><th scope="col">${tables.apiDoes}</th><th scope="col">${words.facts.cases}</th></tr></thead>
<tbody>${disputes.map(({ dispute, cases }) => {
    const outcome = cases[0]?.outcome;
    return html`<tr><th scope="row"><code>${dispute}</code></th><td>${cut(outcome?.expected ?? '', 300)}</td><td>${cut(outcome?.actual ?? '', 300)}</td><td>${cases.length}</td></tr>`;
  })}</tbody></table></div></section>`;
}
