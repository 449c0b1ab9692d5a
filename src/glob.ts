/** Whether a text fits a glob: `*` is any run of characters, everything else is itself. */
export function matchesGlob(text: string, glob: string): boolean {
  const pattern = glob.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`, 's').test(text);
}
