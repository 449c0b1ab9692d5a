import { explain } from '../../specs/oracles/update-rules.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';

/** A patch of a name that nothing has. */
export interface ObservedMissing {
  readonly status: number;
  readonly answer: unknown;
  /** The status of a GET of that name afterwards. */
  readonly found: number;
  /** The status of the same patch of an object that is there. */
  readonly control: number;
}

/** Not found, and nothing made of it: only an apply creates. @see api-concepts "Server-Side Apply"; recordings, `status-codes` step 45 */
export function judgeMissing({ status, answer, found, control }: ObservedMissing): Outcome {
  const isKept = status === 404 && found === 404;
  if (isKept && control !== 200)
    return inconclusive(`even an object that is there cannot be patched: answer ${control}`);
  if (isKept) return pass;
  const reason =
    found === 200
      ? 'a patch of a name that nothing has makes an object'
      : 'a patch of a name that nothing has is not answered 404';
  return violation({
    reason,
    expected: 'answer 404, and a GET of the name answers 404',
    actual: `answer ${status}${status < 400 ? '' : `: ${explain(answer)}`}; a GET answers ${found}`,
  });
}
