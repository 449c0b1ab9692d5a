/** Waits for something, but no longer than so many milliseconds; undefined where it did not come in time. */
export function within<T>(ms: number, awaited: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    awaited.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
