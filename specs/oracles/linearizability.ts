/** One call of a client, from when it was made until it was answered, on one clock. */
export interface Operation<Call> {
  readonly called: number;
  /** Undefined where no answer came that says what happened: it may have taken effect at any time since, or never. */
  readonly returned: number | undefined;
  readonly call: Call;
}

/** What an object does that takes one operation after another. States are values. */
export interface SequentialModel<State, Call> {
  /** The state after a call with the answer that it had; undefined where the object cannot have answered so. */
  step(state: State, call: Call): State | undefined;
  /** The same for equal states, and for no others. */
  key(state: State): string;
}

/**
 * `linearizable`: the operations could have happened one after another, each at some moment between call and answer, in the
 * order given (indexes). `impossible`: there is no such order; `furthest` is the longest that was found before it came to
 * nothing. `unknown`: the work that was allowed was not enough to say.
 */
export type Linearization =
  | { readonly kind: 'linearizable'; readonly order: readonly number[]; readonly steps: number }
  | { readonly kind: 'impossible'; readonly furthest: readonly number[]; readonly steps: number }
  | { readonly kind: 'unknown'; readonly steps: number };

/** Steps of the model that are tried before the search is given up: a second or so. */
export const stepBudget = 200_000;

/**
 * Whether a history is linearizable: Wing and Gong's search ("Testing and verifying concurrent objects", 1993) with Lowe's
 * memory of what was tried already ("Testing for linearizability", 2017), as porcupine has it.
 */
export function linearize<State, Call>(
  history: readonly Operation<Call>[],
  model: SequentialModel<State, Call>,
  initial: State,
  budget = stepBudget,
): Linearization {
  const open = new Events(history);
  const tried = new Set<string>();
  const chosen: { readonly index: number; readonly before: State }[] = [];
  let state = initial;
  let mask = 0n;
  let owed = history.filter(({ returned }) => returned !== undefined).length;
  let furthest: readonly number[] = [];
  let steps = 0;
  let event = open.first();
  while (owed > 0) {
    const { index, isCall } = event ?? { index: -1, isCall: false };
    if (event && isCall) {
      if (++steps > budget) return { kind: 'unknown', steps };
      const operation = history[index] as Operation<Call>;
      const next = model.step(state, operation.call);
      const after = mask | (1n << BigInt(index));
      const isNew = next !== undefined && remember(tried, `${after.toString(36)} ${model.key(next)}`);
      if (!isNew) {
        event = open.after(event);
        continue;
      }
      chosen.push({ index, before: state });
      [state, mask] = [next as State, after];
      if (operation.returned !== undefined) owed--;
      open.take(index);
      if (chosen.length > furthest.length) furthest = chosen.map((one) => one.index);
      event = open.first();
      continue;
    }
    // An operation was answered before it could happen, or there is nothing left to try: the last choice was a wrong one.
    const last = chosen.pop();
    if (last === undefined) return { kind: 'impossible', furthest, steps };
    state = last.before;
    mask &= ~(1n << BigInt(last.index));
    if (history[last.index]?.returned !== undefined) owed++;
    event = open.after(open.giveBack(last.index));
  }
  return { kind: 'linearizable', order: chosen.map(({ index }) => index), steps };
}

function remember(tried: Set<string>, key: string): boolean {
  if (tried.has(key)) return false;
  tried.add(key);
  return true;
}

interface HistoryEvent {
  readonly index: number;
  readonly isCall: boolean;
  before: HistoryEvent | undefined;
  behind: HistoryEvent | undefined;
}

/** The calls and answers of the operations that have not been taken yet, in time: a list from which both can be lifted out. */
class Events {
  readonly #head: HistoryEvent = { index: -1, isCall: false, before: undefined, behind: undefined };
  readonly #calls: HistoryEvent[] = [];
  readonly #returns: (HistoryEvent | undefined)[] = [];

  constructor(history: readonly Operation<unknown>[]) {
    const timed = history.flatMap(({ called, returned }, index) => [
      { index, isCall: true, at: called },
      ...(returned === undefined ? [] : [{ index, isCall: false, at: returned }]),
    ]);
    // At one and the same moment calls come first: what may have overlapped is taken to have.
    timed.sort((a, b) => a.at - b.at || Number(b.isCall) - Number(a.isCall));
    let last = this.#head;
    for (const { index, isCall } of timed) {
      const event: HistoryEvent = { index, isCall, before: last, behind: undefined };
      last.behind = event;
      last = event;
      (isCall ? this.#calls : this.#returns)[index] = event;
    }
  }

  first(): HistoryEvent | undefined {
    return this.#head.behind;
  }

  after(event: HistoryEvent): HistoryEvent | undefined {
    return event.behind;
  }

  take(index: number): void {
    for (const event of this.#of(index)) {
      if (event.before) event.before.behind = event.behind;
      if (event.behind) event.behind.before = event.before;
    }
  }

  /** Undoes the last `take`. Its call. */
  giveBack(index: number): HistoryEvent {
    const [call, answer] = this.#of(index);
    for (const event of answer ? [answer, call] : [call]) {
      if (event?.before) event.before.behind = event;
      if (event?.behind) event.behind.before = event;
    }
    return call as HistoryEvent;
  }

  #of(index: number): HistoryEvent[] {
    return [this.#calls[index], this.#returns[index]].filter((event) => event !== undefined);
  }
}
