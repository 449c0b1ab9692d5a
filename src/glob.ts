/** Whether a text fits a glob: `*` is any run of characters, everything else is itself. */
export function matchesGlob(text: string, glob: string): boolean {
  return globPattern(glob).test(text);
}

/** The pattern of a glob, for one that is tried on many texts. */
export function globPattern(glob: string): RegExp {
  const parts = glob.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
