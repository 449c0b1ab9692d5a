import fc from 'fast-check';
import { InconclusiveError, messageOf } from './errors.ts';
import { type Finding, type Outcome, pass, violation } from './outcome.ts';
import type { Effort } from './record.ts';
import type { World } from './requirement.ts';

/** How a property came out: kept for all samples, or broken by one, shrunk to the smallest that still breaks it. */
export type PropertyResult =
  | { readonly kept: true; readonly runs: number }
  | {
      readonly kept: false;
      readonly value: string;
      readonly seed: number;
      readonly path: string;
      readonly shrinks: number;
      readonly what: string;
    };

/** Samples a property takes, by effort. */
const samples: Readonly<Record<Effort, number>> = { quick: 10, standard: 30, deep: 250 };

/**
 * Tries generated values; `wrongWith` answers what is wrong where one breaks the property. The run's seed decides the values.
 * @throws whatever `wrongWith` throws, as soon as it does: an outage, or a fault of the suite's own, is not the target's.
 */
export async function checkProperty<T>(
  world: World,
  arbitrary: fc.Arbitrary<T>,
  wrongWith: (value: T) => Promise<string | undefined>,
): Promise<PropertyResult> {
  let hindrance: { readonly thrown: unknown } | undefined;
  const property = fc.asyncProperty(arbitrary, async (value) => {
    // Once a sample could not be tried, nothing more is: shrinking towards an outage would blame the target for it.
    if (hindrance) return;
    const wrong = await wrongWith(value).catch((thrown: unknown) => {
      hindrance = { thrown };
    });
    if (typeof wrong === 'string') throw new Error(wrong);
  });
  const details = await fc.check(property, {
    seed: world.seed,
    numRuns: samples[world.effort],
    ...(world.path !== undefined && { path: world.path }),
  });
  // What was seen before an outage was seen: it is only not shrunk as far.
  if (hindrance && !(details.failed && hindrance.thrown instanceof InconclusiveError)) throw hindrance.thrown;
  if (!details.failed) return { kept: true, runs: details.numRuns };
  const [value] = details.counterexample ?? [];
  return {
    kept: false,
    value: fc.stringify(value),
    seed: details.seed,
    path: details.counterexamplePath ?? '',
    shrinks: details.numShrinks,
    what: messageOf(details.errorInstance),
  };
}

/**
 * What the outcome of one sample says against the target, for `checkProperty`; undefined where it says nothing.
 * @throws InconclusiveError where nothing was learned
 */
export function wrongIn(
  outcome: Outcome,
  describe: (finding: Finding) => string = ({ reason, actual }) => `${reason}: ${actual}`,
): string | undefined {
  if (outcome.kind === 'inconclusive') throw new InconclusiveError(outcome.reason);
  return outcome.kind === 'violation' ? describe(outcome) : undefined;
}

/** A broken property is a violation with its counterexample. */
export function propertyOutcome(result: PropertyResult, expected: string): Outcome {
  if (result.kept) return pass;
  const { value, seed, path, shrinks, what } = result;
  return violation({
    reason: `a lawful value breaks the property (the smallest found, after ${shrinks} steps)`,
    expected,
    actual: what,
    counterexample: { value, seed, path, shrinks },
  });
}
