import type { RunnerTestSuite } from 'vitest';

/** Tests under way, by name. */
export interface Pending {
  /** Answers what to call when the test has ended. */
  add(name: string): () => void;
  /** Resolves when all have ended, those aside that will never run. */
  ended(without: ReadonlySet<string>): Promise<void>;
}

export function pendingTests(): Pending {
  const names = new Set<string>();
  const waiting: { readonly without: ReadonlySet<string>; readonly resolve: () => void }[] = [];
  const isOver = (without: ReadonlySet<string>) => [...names].every((name) => without.has(name));
  return {
    add(name) {
      names.add(name);
      return () => {
        names.delete(name);
        for (const { without, resolve } of waiting) if (isOver(without)) resolve();
      };
    },
    ended: (without) =>
      new Promise<void>((resolve) => {
        if (isOver(without)) resolve();
        else waiting.push({ without, resolve });
      }),
  };
}

/** The names of the tests that vitest was told to leave out (`-t`, say). */
export function leftOut(suite: RunnerTestSuite): Set<string> {
  const names = suite.tasks.flatMap((task) => {
    if (task.type === 'suite') return [...leftOut(task)];
    return task.mode === 'skip' || task.mode === 'todo' ? [task.name] : [];
  });
  return new Set(names);
}
