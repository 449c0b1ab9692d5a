/** A fault in what the user gave: a flag, a variable, a file. One line; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A fault in the suite's own data: a contract, a profile, a dispute, a requirement. Names file and line; exit code 4. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
}

/**
 * Thrown by a check whose precondition failed, and by the client when the target throttles, hangs or goes away: the promise
 * was neither kept nor broken.
 */
export class InconclusiveError extends Error {
  override readonly name = 'InconclusiveError';
}

/** Thrown by a check that finds, once it is under way, that it cannot be made of this target; the reason says why. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
}

/** The message of anything thrown, on one line. */
export function messageOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
  return text.replaceAll(/\s*\n\s*/g, ' ').trim();
}
