import type { ContractPromise } from '../contract/promise.ts';

/** `status/200` and what hangs on it, of one operation. */
const success = /^status\/(?<code>2\d\d)(?:\/body\/.+)?$/;

/**
 * The answers, and their bodies, that every run sees: those of operations that some requirement sends and expects to succeed, where
 * the document has one answer for success. Refusals and second answers may never come.
 */
export function sureAnswers(
  promises: readonly ContractPromise[],
  acted: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const answers = new Map<string, Map<string, string[]>>();
  for (const { key, document, subject, part } of promises) {
    const operation = `${document}#${subject.operation}`;
    const code = success.exec(part)?.groups?.['code'];
    if (code === undefined || !acted.has(operation)) continue;
    const codes = answers.get(operation) ?? new Map<string, string[]>();
    codes.set(code, [...(codes.get(code) ?? []), key]);
    answers.set(operation, codes);
  }
  return new Set([...answers.values()].flatMap((codes) => (codes.size === 1 ? [...codes.values()].flat() : [])));
}

/**
 * What a requirement that watches every answer really checks of what it cites: it sends nothing itself, so an answer counts only
 * where it is sure to be seen, and nothing but answers does.
 */
export function watchedPromises(cited: readonly string[], sure: ReadonlySet<string>): string[] {
  return [...new Set(cited)].filter((key) => sure.has(key));
}
