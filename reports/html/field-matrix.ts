import type { FieldRow, RunRecord } from '../../src/record.ts';
import { groupBy } from '../text.ts';
import { html, type Markup } from './markup.ts';
import { outcome, sign } from './signs.ts';
import type { Words } from './words.ts';

/** The fields that were written, a row each, with a colour and a sign for what became of it in each way of writing. */
export function matrixSection({ fieldMatrix }: RunRecord, words: Words): Markup | undefined {
  if (fieldMatrix.length === 0) return undefined;
  const places = groupBy(fieldMatrix, ({ kind, subresource }) =>
    subresource === undefined ? kind : `${kind} › ${subresource}`,
  );
  const kinds = [...new Set(fieldMatrix.flatMap(({ ways }) => Object.values(ways)))];
  return html`<section id="matrix" aria-labelledby="matrix-title"><h2 id="matrix-title">${words.sections.matrix}</h2>
<p class="note">${words.matrixNote} ${words.tables.legend}: ${kinds.map((kind) => html`${outcome(kind, words)} `)}</p>
${[...places].map(([place, rows]) => matrix(place, rows, words))}
</section>`;
}

function matrix(place: string, rows: readonly FieldRow[], words: Words): Markup {
  const ways = [...new Set(rows.flatMap((row) => Object.keys(row.ways)))];
  const wrong = rows.filter((row) => Object.values(row.ways).includes('violation')).length;
  return html`<details class="matrix"${wrong > 0 && html` open`}><summary>${place} (${rows.length})</summary>
<div class="scroll" tabindex="0" role="group" aria-label="${place}"><table><thead><tr><th scope="col">${words.tables.field}</th>${ways.map((way) => html`<th scope="col">${way}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ field, ways: of }) =>
      html`<tr><th scope="row"><code>${field}</code></th>${ways.map((way) => {
        const kind = of[way];
        return html`<td>${kind && sign(kind, words)}</td>`;
      })}</tr>`,
  )}</tbody></table></div></details>`;
}
