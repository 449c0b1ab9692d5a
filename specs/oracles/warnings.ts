/** One warning of an answer. */
export interface Warning {
  readonly code: number;
  /** Who warns; servers that have nothing to say write `-`. */
  readonly agent: string;
  readonly text: string;
}

/** What a Warning header says, and what of it is none: the rest from where it no longer follows the grammar. */
export interface ReadWarnings {
  readonly warnings: readonly Warning[];
  readonly malformed?: string;
}

/**
 * A warn-code, a warn-agent, a quoted text in which a backslash takes the next character as it is, and maybe a date, quoted too
 * (RFC 7234 section 5.5; RFC 9111 no longer has the header, the Kubernetes API does: code 299 alone, API concepts, "Validation
 * for unrecognized or duplicate fields").
 */
const warning = /\s*(\d{3}) ([^\s",]+) "((?:[^"\\]|\\.)*)"(?: "[^"]*")?\s*/y;

/** Reads a Warning header. Several headers of the name are one, with commas between them (RFC 9110 section 5.3). */
export function warningsIn(header: string | undefined): ReadWarnings {
  const warnings: Warning[] = [];
  const text = header ?? '';
  if (text.trim() === '') return { warnings };
  for (let at = 0; ; at++) {
    warning.lastIndex = at;
    const [whole, code, agent = '', quoted = ''] = warning.exec(text) ?? [];
    if (whole === undefined) return { warnings, malformed: text.slice(at) };
    warnings.push({ code: Number(code), agent, text: quoted.replace(/\\(.)/gs, '$1') });
    at += whole.length;
    if (at >= text.length) return { warnings };
    if (text[at] !== ',') return { warnings, malformed: text.slice(at) };
  }
}
