import type { SequentialModel } from './linearizability.ts';

/** What of an object the clients write: values by name, an empty text for what is not there. */
export type Values = Readonly<Record<string, string>>;

/** One version of the register, as an answer shows it: with every name that any client writes. */
export interface ShownRegister {
  readonly version: string;
  readonly values: Values;
}

/** `refused`: a condition did not hold. `lost`: no answer says what happened. */
export type RegisterAnswer =
  | { readonly kind: 'shown'; readonly shown: ShownRegister }
  | { readonly kind: 'refused' }
  | { readonly kind: 'lost' };

/** One operation of a client on an object, with what was answered. */
export interface RegisterCall {
  /** Who, and how, for people: `client 2, PUT`. */
  readonly name: string;
  readonly kind: 'read' | 'write';
  /** What a write writes. */
  readonly sets?: Values;
  /** Values that a write changes to what only its answer tells. */
  readonly changes?: readonly string[];
  /** The version that it is made of, where it names one. */
  readonly ofVersion?: string;
  /** A value that it asks to be there, where it does. */
  readonly ofValue?: readonly [name: string, value: string];
  readonly answer: RegisterAnswer;
}

/** What the register holds. A version or a name that is missing is not known: the first answer that shows it binds it. */
export interface RegisterState {
  readonly version: string | undefined;
  readonly values: Values;
}

/** A register of which nothing is known. */
export const unknownRegister: RegisterState = { version: undefined, values: {} };

/**
 * An object as a register of values with a version: every change gives it another version, a write that names a version or a value
 * is made of that or refused, and each answer shows the object as it is then (api-conventions, "Concurrency Control and
 * Consistency"). That a write without any condition is refused says nothing here: that is for others to judge.
 */
export const versionedRegister: SequentialModel<RegisterState, RegisterCall> = {
  step(state, call) {
    const { answer } = call;
    if (answer.kind === 'refused') return mayRefuse(state, call) ? state : undefined;
    if (call.kind === 'read') return answer.kind === 'shown' ? bound(state, answer.shown) : state;
    if (mustRefuse(state, call)) return undefined;
    const { sets = {}, changes = [] } = call;
    const written = { ...without(state.values, changes), ...sets };
    if (answer.kind === 'lost') return { version: undefined, values: written };
    const now = bound({ version: undefined, values: written }, answer.shown);
    // What changes nothing may keep the version; what changes something may not.
    const isChanged = Object.entries(state.values).some(([name, value]) => answer.shown.values[name] !== value);
    return isChanged && state.version === answer.shown.version ? undefined : now;
  },
  key: ({ version, values }) =>
    JSON.stringify([version ?? null, Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))]),
};

/** The state with what an answer shows of it; undefined where that is not what it is. */
function bound({ version, values }: RegisterState, shown: ShownRegister): RegisterState | undefined {
  if (version !== undefined && version !== shown.version) return undefined;
  return Object.entries(values).some(([name, value]) => shown.values[name] !== value) ? undefined : shown;
}

/** Whether some condition may not hold. One about what is not known may. */
function mayRefuse(state: RegisterState, { ofVersion, ofValue }: RegisterCall): boolean {
  if (ofVersion === undefined && ofValue === undefined) return true;
  if (ofVersion !== undefined && ofVersion !== state.version) return true;
  return ofValue !== undefined && state.values[ofValue[0]] !== ofValue[1];
}

function mustRefuse({ version, values }: RegisterState, { ofVersion, ofValue }: RegisterCall): boolean {
  if (ofVersion !== undefined && version !== undefined && ofVersion !== version) return true;
  const value = ofValue && values[ofValue[0]];
  return value !== undefined && value !== ofValue?.[1];
}

function without(values: Values, names: readonly string[]): Values {
  return names.length === 0
    ? values
    : Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}
