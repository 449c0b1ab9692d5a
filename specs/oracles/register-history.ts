import { sameJson } from '../json.ts';
import { linearize, type Operation, stepBudget } from './linearizability.ts';
import { smallestWindow } from './linearizability-window.ts';
import {
  type RegisterCall,
  type RegisterState,
  type ShownRegister,
  unknownRegister,
  versionedRegister,
} from './versioned-register.ts';

type Done = Operation<RegisterCall>;

/** What several clients saw of one object, judged: `reason` says in a line what cannot be, `window` the operations that show it. */
export type HistoryJudgement =
  | { readonly kept: true }
  | { readonly kept: 'unknown'; readonly why: string }
  | { readonly kept: false; readonly reason: string; readonly window: readonly string[] };

/** Whether all that the clients were answered can be: some order of the operations explains it, and a version is one state. */
export function judgeHistory(
  history: readonly Done[],
  initial: RegisterState,
  budget: number = stepBudget,
): HistoryJudgement {
  const twice = oneVersionTwoStates(history);
  if (twice)
    return {
      kept: false,
      reason: 'one version of an object is shown in two states',
      window: described(twice),
    };
  const { kind, steps } = linearize(history, versionedRegister, initial, budget);
  if (kind === 'linearizable') return { kept: true };
  if (kind === 'unknown') return { kept: 'unknown', why: `no order was found in ${steps} steps, which says nothing` };
  const window = smallestWindow(history, {
    model: versionedRegister,
    initial,
    unknown: unknownRegister,
    isWithoutEffect: ({ kind, answer }) => kind === 'read' || answer.kind === 'refused',
  });
  return { kept: false, reason: anomalyIn(window, history), window: described(window) };
}

function oneVersionTwoStates(history: readonly Done[]): readonly [Done, Done] | undefined {
  const byVersion = new Map<string, Done>();
  for (const operation of history) {
    const shown = shownBy(operation);
    if (!shown) continue;
    const other = byVersion.get(shown.version);
    if (other && !sameJson(shownBy(other)?.values, shown.values)) return [other, operation];
    byVersion.set(shown.version, operation);
  }
  return undefined;
}

function shownBy({ call: { answer } }: Done): ShownRegister | undefined {
  return answer.kind === 'shown' ? answer.shown : undefined;
}

/** What a history that cannot be is called, by the first name that fits. */
function anomalyIn(window: readonly Done[], history: readonly Done[]): string {
  const made = window.filter(({ call }) => call.kind === 'write' && call.answer.kind === 'shown');
  const rivals = made.filter(
    ({ call: { ofVersion } }, index) =>
      ofVersion !== undefined && made.findIndex(({ call }) => call.ofVersion === ofVersion) !== index,
  );
  if (rivals.length > 0) return 'two writes that were made of one version both succeed';
  if (window.some((seen) => history.some((refused) => showsRefused(seen, refused))))
    return 'a write that was refused is seen all the same';
  if (window.some((read) => read.call.kind === 'read' && isStale(read, history)))
    return 'a read shows an older version than one that was answered before it began';
  if (window.some(({ call }) => call.answer.kind === 'refused' && call.ofVersion !== undefined))
    return 'a write is refused as made of another version than the one that is there';
  if (made.some((write) => window.some((later) => isLostIn(write, later, history))))
    return 'a write that was answered with success is lost';
  return 'no order of the operations explains what was answered';
}

/** Whether an answer shows a value that none but a refused write wrote. */
function showsRefused(seen: Done, { call: { answer, sets = {} } }: Done): boolean {
  const values = shownBy(seen)?.values ?? {};
  return answer.kind === 'refused' && Object.entries(sets).some(([name, value]) => values[name] === value);
}

function isStale(read: Done, history: readonly Done[]): boolean {
  const version = shownBy(read)?.version;
  const earlier = history.filter(
    (one) => one !== read && one.returned !== undefined && one.returned < read.called && shownBy(one),
  );
  const sources = earlier.filter((one) => shownBy(one)?.version === version);
  return earlier.some(
    ({ called, call }) =>
      call.kind === 'write' && sources.some((source) => source.returned !== undefined && source.returned < called),
  );
}

/** Whether an answer that came later does not show what a write wrote, though nobody else wrote there since. */
function isLostIn(write: Done, later: Done, history: readonly Done[]): boolean {
  const values = shownBy(later)?.values;
  const { called, returned = Number.POSITIVE_INFINITY } = write;
  if (!values || later === write || (later.returned ?? 0) < returned) return false;
  const isAlone = (name: string) =>
    history.every(
      (other) => other === write || other.call.sets?.[name] === undefined || (other.returned ?? called) < called,
    );
  return Object.entries(write.call.sets ?? {}).some(([name, value]) => values[name] !== value && isAlone(name));
}

/** The operations in the order of their calls, each in a line: of what they show only what matters here. */
function described(window: readonly Done[]): string[] {
  const began = Math.min(...window.map(({ called }) => called));
  const at = (time: number) => (time - began).toFixed(1);
  const names = namesIn(window);
  return [...window]
    .sort((a, b) => a.called - b.called)
    .map(({ called, returned, call }) => {
      const times = returned === undefined ? `from ${at(called)} ms` : `${at(called)}-${at(returned)} ms`;
      return `${asked(call)}: ${answered(call, names)} (${times})`;
    });
}

/** What is written in a window, or shown in more than one way. */
function namesIn(window: readonly Done[]): string[] {
  const shown = window.map((one) => shownBy(one)?.values).filter((values) => values !== undefined);
  const all = new Set([
    ...window.flatMap(({ call: { sets = {}, changes = [] } }) => [...Object.keys(sets), ...changes]),
    ...shown.flatMap(Object.keys),
  ]);
  const isWritten = (name: string) => window.some(({ call: { sets } }) => sets?.[name] !== undefined);
  return [...all].filter((name) => isWritten(name) || new Set(shown.map((values) => values[name])).size > 1);
}

function asked({ name, ofVersion, ofValue, sets = {} }: RegisterCall): string {
  const writes = Object.entries(sets).map(([of, value]) => `${of} = ${value}`);
  return [
    name,
    ...(ofVersion === undefined ? [] : [`of version ${ofVersion}`]),
    ...(ofValue === undefined ? [] : [`where ${ofValue[0]} = ${ofValue[1]}`]),
    ...(writes.length === 0 ? [] : [`writes ${writes.join(', ')}`]),
  ].join(' ');
}

function answered({ answer, sets = {} }: RegisterCall, names: readonly string[]): string {
  if (answer.kind === 'lost') return 'no answer';
  if (answer.kind === 'refused') return 'refused';
  const { version, values } = answer.shown;
  const told = names.filter((name) => values[name] !== sets[name]);
  return [`version ${version}`, ...told.map((name) => `${name} = ${brief(values[name] ?? '')}`)].join(', ');
}

function brief(value: string): string {
  if (value === '') return 'nothing';
  return value.length <= 20 ? value : `${value.slice(0, 20)}…`;
}
