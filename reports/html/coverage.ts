import type { RunRecord } from '../../src/record.ts';
import { coverageOfRecord, type DocumentCoverage, promiseStates } from '../coverage.ts';
import { html, type Markup } from './markup.ts';
import type { Words } from './words.ts';

/** How much of each document is checked, and which of its promises are not. */
export function coverageSection(record: RunRecord, words: Words): Markup {
  const { documents } = coverageOfRecord(record);
  const { tables, states, sections } = words;
  return html`<section id="coverage" aria-labelledby="coverage-title"><h2 id="coverage-title">${sections.coverage}</h2>
<div class="scroll" tabindex="0" role="group" aria-label="${sections.coverage}"><table><thead><tr><th scope="col">${tables.document}</th>${promiseStates.map((state) => html`<th scope="col">${states[state]}</th>`)}<th scope="col">%</th></tr></thead>
<tbody>${documents.map(({ document, totals, promises }) => {
    const owed = promises.length - totals.waived;
    const share = owed === 0 ? 100 : Math.floor((totals.checked / owed) * 100);
    return html`<tr><th scope="row"><code>${document}</code></th>${promiseStates.map((state) => html`<td>${totals[state]}</td>`)}<td>${share}</td></tr>`;
  })}</tbody></table></div>
${documents.map((one) => unchecked(one, words))}
</section>`;
}

function unchecked({ document, promises }: DocumentCoverage, words: Words): Markup | undefined {
  const rest = promises.filter(({ state }) => state !== 'checked' && state !== 'waived');
  if (rest.length === 0) return undefined;
  return html`<details><summary>${document}: ${rest.length}</summary><ul>${rest
    .slice(0, 300)
    .map(
      ({ text, where, state }) => html`<li>${words.states[state]}: ${text} <cite>${where}</cite></li>`,
    )}</ul></details>`;
}
