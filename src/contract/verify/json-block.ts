/** A JSON value shown in a text: the first that begins on one of the lines given. Undefined where there is none. */
export function jsonBlock(lines: readonly string[]): { readonly value: unknown; readonly line: number } | undefined {
  for (let begin = 0; begin < lines.length; begin++) {
    if (!/^\s*[[{]/.test(lines[begin] ?? '')) continue;
    for (let end = begin; end < lines.length; end++) {
      if (!/[\]}]\s*$/.test(lines[end] ?? '')) continue;
      const value = parsed(lines.slice(begin, end + 1).join('\n'));
      if (value !== undefined) return { value, line: begin };
    }
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
