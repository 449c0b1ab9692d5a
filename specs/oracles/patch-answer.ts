import { sameJson } from '../json.ts';

/**
 * What a patch makes of a document, or with which status it is refused. `also` lists other statuses that servers lawfully or
 * notoriously give to the same refusal: a check must not call them a violation of the patch's meaning.
 */
export type PatchAnswer =
  | { readonly applied: true; readonly document: unknown }
  | {
      readonly applied: false;
      readonly status: number;
      readonly also?: readonly number[];
      readonly reason: string;
      /** The field that the refusal is about, as far as the patch tells. */
      readonly field?: string;
    };

/** One answer that a server may give, and the latitude that it takes for it; none for what the specification says. */
export interface Reading<L extends string = string> {
  readonly answer: PatchAnswer;
  readonly latitude: readonly L[];
}

/** Asked where servers part: whether this one goes the other way than the specification. */
export type Choose<L extends string> = (latitude: L) => boolean;

/** A patch that cannot be applied; thrown inside an oracle, never out of it. */
export class Refusal extends Error {
  readonly status: number;
  readonly also: readonly number[];
  readonly field: string | undefined;

  constructor(reason: string, how: { status?: number; also?: readonly number[]; field?: string | undefined } = {}) {
    super(reason);
    this.status = how.status ?? 422;
    this.also = how.also ?? [];
    this.field = how.field;
  }
}

/** Turns a thrown refusal into an answer; anything else that is thrown goes on. */
export function answerOf(run: () => unknown): PatchAnswer {
  try {
    return { applied: true, document: run() };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { status, also, message: reason, field } = thrown;
    return { applied: false, status, reason, ...(also.length > 0 && { also }), ...(field !== undefined && { field }) };
  }
}

class Undecided {
  readonly latitude: string;

  constructor(latitude: string) {
    this.latitude = latitude;
  }
}

/**
 * Every answer that a server may give, what the specification says first. A server is taken to be of one mind: it uses a
 * latitude everywhere in a patch or nowhere.
 */
export function readingsOf<L extends string>(run: (choose: Choose<L>) => unknown): Reading<L>[] {
  const readings: Reading<L>[] = [];
  const visit = (decided: ReadonlyMap<L, boolean>): void => {
    const choose = (latitude: L): boolean => {
      const taken = decided.get(latitude);
      if (taken === undefined) throw new Undecided(latitude);
      return taken;
    };
    try {
      const answer = answerOf(() => run(choose));
      if (readings.some((known) => sameAnswer(known.answer, answer))) return;
      readings.push({ answer, latitude: [...decided].filter(([, taken]) => taken).map(([latitude]) => latitude) });
    } catch (thrown) {
      if (!(thrown instanceof Undecided)) throw thrown;
      const latitude = thrown.latitude as L;
      for (const taken of [false, true]) visit(new Map([...decided, [latitude, taken]]));
    }
  };
  visit(new Map());
  return readings;
}

/** Every status that an answer allows for; none where the patch applies. */
export function statusesOf(answer: PatchAnswer): number[] {
  return answer.applied ? [] : [answer.status, ...(answer.also ?? [])];
}

function sameAnswer(a: PatchAnswer, b: PatchAnswer): boolean {
  if (a.applied && b.applied) return sameJson(a.document, b.document);
  return sameJson(statusesOf(a), statusesOf(b));
}
