import type { Operation } from './linearizability.ts';
import type { RegisterCall, ShownRegister, Values } from './versioned-register.ts';

type Done = Operation<RegisterCall>;

/** The register to begin with: version 1, nothing written. */
export const empty: ShownRegister = { version: '1', values: { a: '', b: '' } };

/** A read from `called` to `returned` that shows a version and its values, those of `empty` where nothing else is said. */
export function read(called: number, returned: number, version: string, values: Values = {}): Done {
  const shown = { version, values: { ...empty.values, ...values } };
  return { called, returned, call: { name: 'read', kind: 'read', answer: { kind: 'shown', shown } } };
}

interface Written {
  readonly sets: Values;
  readonly ofVersion?: string;
  readonly ofValue?: readonly [string, string];
  /** What the answer shows beside what was written. */
  readonly shows?: Values;
}

/** A write that is answered with success, and the version that its answer shows. */
export function write(called: number, returned: number, version: string, written: Written): Done {
  const { shows = {}, ...call } = written;
  const values = { ...empty.values, ...shows, ...call.sets };
  const answer = { kind: 'shown', shown: { version, values } } as const;
  return { called, returned, call: { name: 'write', kind: 'write', ...call, answer } };
}

/** A write that is refused. */
export function refusedWrite(called: number, returned: number, written: Omit<Written, 'shows'>): Done {
  return { called, returned, call: { name: 'write', kind: 'write', ...written, answer: { kind: 'refused' } } };
}

/** A write of which nobody knows what became. */
export function lostWrite(called: number, written: Omit<Written, 'shows'>): Done {
  return { called, returned: undefined, call: { name: 'write', kind: 'write', ...written, answer: { kind: 'lost' } } };
}
