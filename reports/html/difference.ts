import { html, join, type Markup } from './markup.ts';

/** Words beyond which two texts are not compared word by word: it would take too long, and show too much. */
const mostWords = 400;

/** The share of the words of the shorter text that both must have: two sentences that say different things have no difference to mark. */
const leastAlike = 0.5;

/** Two texts with what only one of them has marked, word by word, where they are alike enough for that to say something. */
export function markedDifference(
  expected: string,
  actual: string,
): { readonly expected: Markup; readonly actual: Markup } {
  const [a, b] = [wordsIn(expected), wordsIn(actual)];
  const plain = { expected: html`${expected}`, actual: html`${actual}` };
  if (a.length > mostWords || b.length > mostWords) return plain;
  const common = commonWords(a, b);
  const counted = (words: readonly string[]) => words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const shared = counted(common.map(([place]) => a[place] ?? ''));
  if (shared < leastAlike * Math.min(counted(a), counted(b))) return plain;
  return {
    expected: marked(a, new Set(common.map(([place]) => place)), 'del'),
    actual: marked(b, new Set(common.map(([, place]) => place)), 'ins'),
  };
}

function wordsIn(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

/** The places of a longest common subsequence. */
function commonWords(a: readonly string[], b: readonly string[]): [number, number][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i] as Uint16Array;
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const places: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) places.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return places;
}

function marked(words: readonly string[], common: ReadonlySet<number>, element: 'del' | 'ins'): Markup {
  const pieces: Markup[] = [];
  for (let i = 0; i < words.length; ) {
    const isCommon = common.has(i);
    let text = '';
    while (i < words.length && common.has(i) === isCommon) text += words[i++];
    // The space around what is marked is not: a mark that begins with a blank looks like a mistake.
    const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
    const mark = element === 'del' ? html`<del>${inner}</del>` : html`<ins>${inner}</ins>`;
    pieces.push(isCommon || inner === '' ? html`${text}` : html`${before}${mark}${after}`);
  }
  return join(pieces);
}
