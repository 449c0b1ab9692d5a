/** One setting, under the names that it has on the command line, in the environment and in `kube-covenant.yaml`. */
export interface Option {
  /** The flag without its dashes; also the key in the file. */
  readonly name: string;
  readonly kind: 'text' | 'list' | 'number' | 'switch';
  /** What stands for the value in `--help`. */
  readonly placeholder?: string;
  readonly help: string;
}

/** Every setting of a run. The one table from which flags, variables and file keys are made. */
export const options = [
  {
    name: 'server',
    kind: 'text',
    placeholder: 'URL',
    help: 'API server to check (default: the embedded reference server)',
  },
  { name: 'kubeconfig', kind: 'text', placeholder: 'FILE', help: 'take server and credentials from a kubeconfig file' },
  { name: 'context', kind: 'text', placeholder: 'NAME', help: 'context of the kubeconfig (default: its current one)' },
  { name: 'token', kind: 'text', placeholder: 'TOKEN', help: 'bearer token' },
  { name: 'token-file', kind: 'text', placeholder: 'FILE', help: 'file that holds the bearer token' },
  {
    name: 'other-token',
    kind: 'text',
    placeholder: 'TOKEN',
    help: 'token of somebody who may do nothing with the kinds that are checked, to see that they are refused',
  },
  { name: 'other-token-file', kind: 'text', placeholder: 'FILE', help: 'file that holds that token' },
  {
    name: 'header',
    kind: 'list',
    placeholder: "'NAME: VALUE'",
    help: 'send this header with every request (repeatable)',
  },
  {
    name: 'ca',
    kind: 'text',
    placeholder: 'FILE',
    help: 'PEM file of the authority that signed the server certificate',
  },
  { name: 'client-cert', kind: 'text', placeholder: 'FILE', help: 'PEM file of the client certificate' },
  { name: 'client-key', kind: 'text', placeholder: 'FILE', help: 'PEM file of the client key' },
  { name: 'insecure-skip-tls-verify', kind: 'switch', help: 'do not verify the server certificate' },
  {
    name: 'profile',
    kind: 'list',
    placeholder: 'NAME',
    help: 'check what this profile covers (repeatable; default: all)',
  },
  { name: 'filter', kind: 'list', placeholder: 'GLOB', help: 'check only requirements whose id matches (repeatable)' },
  {
    name: 'seed',
    kind: 'number',
    placeholder: 'N',
    help: 'seed of every generated value (default: a new one, printed)',
  },
  {
    name: 'effort',
    kind: 'text',
    placeholder: 'LEVEL',
    help: 'quick, standard or deep: how many samples (default: standard)',
  },
  { name: 'concurrency', kind: 'number', placeholder: 'N', help: 'checks under way at once (default: 16)' },
  {
    name: 'watch-objects',
    kind: 'number',
    placeholder: 'N',
    help: 'objects that are written to while watches are checked (default: by effort)',
  },
  {
    name: 'watch-writers',
    kind: 'number',
    placeholder: 'N',
    help: 'writers at work at once while watches are checked (default: by effort)',
  },
  {
    name: 'watch-seconds',
    kind: 'number',
    placeholder: 'N',
    help: 'how long they write, for a soak (default: as long as what they have to write takes)',
  },
  { name: 'out', kind: 'text', placeholder: 'DIR', help: 'folder for the reports (default: reports/out)' },
  {
    name: 'bail',
    kind: 'number',
    placeholder: 'N',
    help: 'stop after this many violations; what is left is not checked',
  },
  { name: 'quiet', kind: 'switch', help: 'print nothing but the verdict' },
  { name: 'json', kind: 'switch', help: 'print the run record (run.json) and nothing else' },
  { name: 'lang', kind: 'text', placeholder: 'LANGUAGE', help: 'language of report.html: en or zh (default: en)' },
  { name: 'strict-documents', kind: 'switch', help: 'report disputed promises as violations' },
] as const satisfies readonly Option[];

export type OptionName = (typeof options)[number]['name'];

/** What one source (flags, variables or file) says: a setting it is silent about is absent. */
export type RawSettings = { [name in OptionName]?: string | number | boolean | readonly string[] };

/** The environment variable of a setting: `token-file` → `KUBE_COVENANT_TOKEN_FILE`. */
export function variableOf(name: OptionName): string {
  return `KUBE_COVENANT_${name.toUpperCase().replaceAll('-', '_')}`;
}
