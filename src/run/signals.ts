/** One Ctrl-C under npm reaches us twice, from the terminal and from npm: within this time it is the same one. */
const sameSignalMs = 1000;

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Signals as a run takes them: the first one stops it in good order, a later one ends it at once. */
export interface TakenSignals {
  /** The signal that stopped the run, if one did. */
  first(): NodeJS.Signals | undefined;
  release(): void;
}

/**
 * Takes SIGINT and SIGTERM for a run. Whoever else listens to them (vitest and vite exit the process within a millisecond) is
 * put aside until they are released: objects on a server would be left there.
 */
export function takeSignals(stop: (signal: NodeJS.Signals) => void): TakenSignals {
  let first: NodeJS.Signals | undefined;
  let at = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    if (first && performance.now() - at < sameSignalMs) return;
    if (first) process.exit(130);
    first = signal;
    at = performance.now();
    process.stderr.write(`\n${signal}: stopping, and deleting what the run made; once more ends it at once\n`);
    stop(signal);
  };
  const others = signals.map((signal) => ({ signal, listeners: process.listeners(signal) }));
  for (const signal of signals) {
    process.removeAllListeners(signal);
    process.on(signal, onSignal);
  }
  return {
    first: () => first,
    release() {
      for (const { signal, listeners } of others) {
        process.off(signal, onSignal);
        for (const listener of listeners) process.on(signal, listener as NodeJS.SignalsListener);
      }
    },
  };
}
