import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearize, type Operation, type SequentialModel } from './linearizability.ts';
import { empty } from './register.test-data.ts';
import { judgeHistory } from './register-history.ts';
import { type RegisterCall, type RegisterState, type Values, versionedRegister } from './versioned-register.ts';

/** A counter: each call adds one and is told what it made. */
const counter: SequentialModel<number, number> = {
  step: (state, told) => (told === state + 1 ? told : undefined),
  key: String,
};
const call = (called: number, returned: number | undefined, told: number): Operation<number> => ({
  called,
  returned,
  call: told,
});

describe('the search', () => {
  test('finds the one order that there is', () => {
    const history = [call(0, 9, 3), call(1, 8, 2), call(2, 7, 1)];
    expect(linearize(history, counter, 0)).toMatchObject({ kind: 'linearizable', order: [2, 1, 0] });
  });

  test('keeps to the order of what did not overlap, touching times counted as overlapping', () => {
    expect(linearize([call(0, 1, 2), call(2, 3, 1)], counter, 0)).toMatchObject({ kind: 'impossible' });
    expect(linearize([call(0, 2, 2), call(2, 3, 1)], counter, 0).kind).toBe('linearizable');
  });

  test('needs no place for what may never have happened, and finds one where there is need', () => {
    expect(linearize([call(0, undefined, 7), call(1, 2, 1)], counter, 0)).toMatchObject({ order: [1] });
    expect(linearize([call(0, undefined, 1), call(1, 2, 2)], counter, 0)).toMatchObject({ order: [0, 1] });
    expect(linearize([call(3, undefined, 1), call(1, 2, 2)], counter, 0).kind).toBe('impossible');
  });

  test('says how far it came where there is no order', () => {
    const history = [call(0, 1, 1), call(2, 3, 2), call(4, 5, 2)];
    expect(linearize(history, counter, 0)).toMatchObject({ kind: 'impossible', furthest: [0, 1] });
  });

  test('does not try twice what comes to the same, and gives up beyond its budget', () => {
    const bag: SequentialModel<string, string> = {
      step: (state, told) => (told === 'never' ? undefined : [...state, told].sort().join('')),
      key: String,
    };
    const adds = [...'abcdefghij'].map((told) => ({ called: 0, returned: 100, call: told }));
    const history = [...adds, { called: 0, returned: 100, call: 'never' }];
    const { kind, steps } = linearize(history, bag, '');
    // Ten calls have 3628800 orders and 1024 subsets.
    expect(kind).toBe('impossible');
    expect(steps).toBeLessThan(1024 * 11);
    expect(linearize(history, bag, '', 100)).toEqual({ kind: 'unknown', steps: 101 });
  });
});

interface Planned {
  readonly client: number;
  readonly kind: 'read' | 'write' | 'conditional' | 'on-value';
  readonly name: 'a' | 'b';
  /** Whether a condition holds. */
  readonly holds: boolean;
  /** How long before and after the moment at which it happens the client waits. */
  readonly early: number;
  readonly late: number;
}

const plans = fc.array(
  fc.record<Planned>({
    client: fc.nat(3),
    kind: fc.constantFrom('read', 'write', 'conditional', 'on-value'),
    name: fc.constantFrom('a', 'b'),
    holds: fc.boolean(),
    early: fc.nat(40),
    late: fc.nat(40),
  }),
  { minLength: 2, maxLength: 30 },
);

/** What a register answers that does one thing after another, ten milliseconds apart, while the clients' calls overlap. */
function executed(planned: readonly Planned[]): Operation<RegisterCall>[] {
  let state = empty;
  return planned.map(({ client, kind, name, holds, early, late }, turn) => {
    const sets: Values = { [name]: `v${turn}` };
    const conditions = {
      ...(kind === 'conditional' && { ofVersion: holds ? state.version : `not-${state.version}` }),
      ...(kind === 'on-value' && { ofValue: [name, holds ? String(state.values[name]) : 'never'] as const }),
    };
    const isDone = kind === 'write' || holds;
    if (kind !== 'read' && isDone) state = { version: String(turn + 2), values: { ...state.values, ...sets } };
    const answer =
      kind === 'read' || isDone ? ({ kind: 'shown', shown: state } as const) : ({ kind: 'refused' } as const);
    const written = kind === 'read' ? {} : { sets, ...conditions };
    const asked: RegisterCall = {
      name: `client ${client}`,
      kind: kind === 'read' ? 'read' : 'write',
      ...written,
      answer,
    };
    const moment = turn * 10;
    return { called: moment - early, returned: moment + late, call: asked };
  });
}

/** Changes what one answer says into what no register can have answered. */
function mutated(history: readonly Operation<RegisterCall>[], at: number, how: number): Operation<RegisterCall>[] {
  return history.map((operation, index) => {
    if (index !== at) return operation;
    const { call: asked } = operation;
    const { answer } = asked;
    if (answer.kind === 'refused') {
      // The write is said to have been done, and nobody ever saw it.
      const shown = { version: `made-${at}`, values: { ...empty.values, ...asked.sets, a: 'never-written' } };
      return { ...operation, call: { ...asked, answer: { kind: 'shown', shown } as const } };
    }
    if (answer.kind !== 'shown') return operation;
    const { shown } = answer;
    const wrong =
      how === 0
        ? { ...shown, values: { ...shown.values, a: 'never-written' } }
        : { ...shown, version: `never-${shown.version}` };
    return { ...operation, call: { ...asked, answer: { kind: 'shown', shown: wrong } as const } };
  });
}

describe('of a register', () => {
  test('every history is accepted that came of a real execution, however the calls overlapped', () => {
    fc.assert(
      fc.property(plans, (planned) => {
        expect(judgeHistory(executed(planned), empty)).toEqual({ kept: true });
      }),
      { numRuns: 300 },
    );
  });

  test('one is accepted just as well where the answers to some of its calls were lost', () => {
    fc.assert(
      fc.property(plans, fc.infiniteStream(fc.boolean()), (planned, lots) => {
        const history = executed(planned).map((one) => {
          const isLost = one.call.kind === 'write' && lots.next().value;
          return isLost
            ? { ...one, returned: undefined, call: { ...one.call, answer: { kind: 'lost' } as const } }
            : one;
        });
        expect(judgeHistory(history, empty)).toEqual({ kept: true });
      }),
      { numRuns: 300 },
    );
  });

  test('one is refused in which an answer shows a value that nobody wrote, or a read a version that nobody made', () => {
    fc.assert(
      fc.property(plans, fc.nat(), fc.nat(1), (planned, where, how) => {
        const history = executed(planned);
        const at = where % history.length;
        const isRead = history[at]?.call.kind === 'read';
        const wrong = mutated(history, at, isRead ? how : 0);
        expect(judgeHistory(wrong, empty).kept).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('one is refused in which a read that began after a write was answered shows what was before it', () => {
    fc.assert(
      fc.property(plans, fc.nat(), (planned, where) => {
        const history = executed(planned);
        const end = Math.max(...history.map(({ returned }) => returned ?? 0));
        const last = shownLast(history);
        const values = { ...last.values, a: 'later' };
        const written: Operation<RegisterCall> = {
          called: end + 1,
          returned: end + 2,
          call: {
            name: 'last',
            kind: 'write',
            sets: { a: 'later' },
            answer: { kind: 'shown', shown: { version: 'last', values } },
          },
        };
        const stale = statesOf(history)[where % statesOf(history).length] as typeof empty;
        const read: Operation<RegisterCall> = {
          called: end + 3,
          returned: end + 4,
          call: { name: 'stale', kind: 'read', answer: { kind: 'shown', shown: stale } },
        };
        expect(judgeHistory([...history, written], empty).kept).toBe(true);
        expect(judgeHistory([...history, written, read], empty).kept).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('the key of a state is the same for the same state alone', () => {
    const keys = [
      { version: '1', values: { a: 'x', b: 'y' } },
      { version: '2', values: { a: 'x', b: 'y' } },
      { version: '1', values: { a: 'y', b: 'x' } },
      { version: undefined, values: { a: 'x', b: 'y' } },
      { version: '1', values: { a: 'x' } },
    ] satisfies RegisterState[];
    expect(new Set(keys.map(versionedRegister.key)).size).toBe(keys.length);
    expect(versionedRegister.key({ version: '1', values: { b: 'y', a: 'x' } })).toBe(
      versionedRegister.key(keys[0] as RegisterState),
    );
  });
});

function statesOf(history: readonly Operation<RegisterCall>[]): (typeof empty)[] {
  const shown = history.flatMap(({ call: { answer } }) => (answer.kind === 'shown' ? [answer.shown] : []));
  return [empty, ...shown];
}

/** The state after the last of the operations, which are in the order in which they happened. */
function shownLast(history: readonly Operation<RegisterCall>[]): typeof empty {
  return statesOf(history).at(-1) as typeof empty;
}
