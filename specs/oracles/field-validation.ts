import { valueAt } from '../json.ts';
import { warningsIn } from './warnings.ts';

/** What a server may do about fields that are unknown or there twice (API concepts, "Validation for unrecognized or duplicate fields"). */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

/** Of these names those that some text has in it. */
export function namedIn(texts: readonly string[], names: readonly string[]): string[] {
  return names.filter((name) => texts.some((text) => text.includes(name)));
}

/** The fields of these names that the warnings of an answer name. */
export function warnedOf(header: string | undefined, names: readonly string[]): string[] {
  return namedIn(
    warningsIn(header).warnings.map(({ text }) => text),
    names,
  );
}

/** What is wrong with the warnings of an answer that owes one for each of these fields; undefined: nothing. */
export function wrongInWarnings(header: string | undefined, names: readonly string[]): string | undefined {
  const { warnings, malformed } = warningsIn(header);
  if (malformed !== undefined)
    return `the Warning header does not follow its grammar from ${JSON.stringify(malformed)} on`;
  const missing = names.filter(
    (name) =>
      namedIn(
        warnings.map(({ text }) => text),
        [name],
      ).length === 0,
  );
  if (missing.length > 0) return `no warning names ${missing.join(', ')}`;
  const other = warnings.find(({ text, code }) => code !== 299 && namedIn([text], names).length > 0);
  return other && `the warning of a field has the code ${other.code}, not 299`;
}

/**
 * What a refusal says of fields. A patch that is refused quotes the whole object that it would have made, with every name in it
 * (recordings, `request-options` step 27): what counts comes behind that.
 */
export function refusalTexts(body: unknown): string[] {
  const causes = valueAt(body, ['details', 'causes']);
  const messages = [
    valueAt(body, ['message']),
    ...(Array.isArray(causes) ? causes : []).map((cause) => valueAt(cause, ['message'])),
  ];
  const fields = (Array.isArray(causes) ? causes : []).map((cause) => valueAt(cause, ['field']));
  return [...messages, ...fields].filter((text) => typeof text === 'string').map(behindQuotation);
}

const strict = 'strict decoding error';

function behindQuotation(text: string): string {
  const at = text.lastIndexOf(strict);
  if (at >= 0) return text.slice(at + strict.length);
  return text.replace(/Invalid value: "(?:[^"\\]|\\.)*"/gs, '');
}
