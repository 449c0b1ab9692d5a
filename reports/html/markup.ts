import { printable } from '../text.ts';

/** Text that is markup already: it goes into a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, markup is not, a list is its parts, and nothing is nothing. */
export type Content = string | number | Markup | undefined | false | readonly Content[];

/** A piece of a page. Whatever a target or a document said is made harmless: it cannot become markup, in text or in attributes. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let text = parts[0] ?? '';
  for (const [index, content] of contents.entries()) text += render(content) + (parts[index + 1] ?? '');
  return new Markup(text);
}

/** Several pieces in one. */
export function join(pieces: readonly Content[], between = ''): Markup {
  return new Markup(pieces.map(render).join(between));
}

function render(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return content.map(render).join('');
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}
