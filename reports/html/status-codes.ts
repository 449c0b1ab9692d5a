import type { RunRecord, StatusCodeCell } from '../../src/record.ts';
import { groupBy } from '../text.ts';
import { html, type Markup } from './markup.ts';
import { cellSign } from './signs.ts';
import type { Words } from './words.ts';

/** The table of status codes × operations, and why what is missing is missing. */
export function statusCodesSection({ statusCodes }: RunRecord, words: Words): Markup | undefined {
  if (statusCodes.length === 0) return undefined;
  const codes = [...new Set(statusCodes.flatMap((row) => Object.keys(row.codes)))].sort();
  const unseen = statusCodes.flatMap(({ method, path, codes: of }) =>
    Object.entries(of).flatMap(([code, cell]) =>
      'reason' in cell ? [{ operation: `${method} ${path}`, code, cell }] : [],
    ),
  );
  const { tables } = words;
  return html`<section id="codes" aria-labelledby="codes-title"><h2 id="codes-title">${words.sections.codes}</h2>
<p class="note">${(Object.keys(words.cells) as StatusCodeCell['kind'][]).map((kind) => html`${cellSign(kind, words)} ${words.cells[kind]} `)}<em>(n)</em> ${tables.undocumented}</p>
<div class="scroll" tabindex="0" role="group" aria-label="${words.sections.codes}"><table><thead><tr><th scope="col">${tables.operation}</th>${codes.map((code) => html`<th scope="col">${code}</th>`)}</tr></thead>
<tbody>${statusCodes.map(
    ({ method, path, codes: of }) =>
      html`<tr><th scope="row"><code>${method} ${path}</code></th>${codes.map((code) => html`<td>${inCell(of[code], words)}</td>`)}</tr>`,
  )}</tbody></table></div>
${
  unseen.length > 0 &&
  html`<details><summary>${words.cells.untestable}, ${words.cells.unchecked} (${unseen.length})</summary><ul class="plain">${[
    ...groupBy(unseen, ({ cell }) => ('reason' in cell ? cell.reason : '')),
  ].map(
    ([reason, of]) =>
      html`<li>${reason}<ul>${of.map(({ operation, code }) => html`<li><code>${operation}</code> ${code}</li>`)}</ul></li>`,
  )}</ul></details>`
}
</section>`;
}

function inCell(cell: StatusCodeCell | undefined, words: Words): Markup | undefined {
  if (!cell) return undefined;
  if ('reason' in cell) return cellSign(cell.kind, words);
  const times = cell.documented ? html`${cell.times}` : html`<em>(${cell.times})</em>`;
  return html`${cellSign(cell.kind, words)} ${times}`;
}
