import type { OutcomeKind } from '../../src/outcome.ts';
import type { StatusCodeCell } from '../../src/record.ts';
import { html, type Markup } from './markup.ts';
import type { Words } from './words.ts';

/** A sign for each outcome: colour alone tells nothing to many readers, and nothing on paper. */
const outcomeSigns: Readonly<Record<OutcomeKind | 'planned', string>> = {
  pass: '✓',
  violation: '✗',
  advisory: '△',
  disputed: '≠',
  unsupported: '–',
  inconclusive: '?',
  error: '!',
  planned: '…',
};

const cellSigns: Readonly<Record<StatusCodeCell['kind'], string>> = {
  provoked: '●',
  observed: '○',
  untestable: '–',
  unchecked: '?',
};

/** An outcome as a sign with its colour, named for those who do not see it. */
export function sign(kind: OutcomeKind | 'planned', words: Words): Markup {
  return html`<span class="s o-${kind}" role="img" aria-label="${words.outcomes[kind]}" title="${words.outcomes[kind]}">${outcomeSigns[kind]}</span>`;
}

/** An outcome as a sign and its word. */
export function outcome(kind: OutcomeKind | 'planned', words: Words): Markup {
  return html`<span class="b o-${kind}">${outcomeSigns[kind]} ${words.outcomes[kind]}</span>`;
}

/** What is known of a status code, as a sign. */
export function cellSign(kind: StatusCodeCell['kind'], words: Words): Markup {
  return html`<span class="s c-${kind}" role="img" aria-label="${words.cells[kind]}" title="${words.cells[kind]}">${cellSigns[kind]}</span>`;
}
