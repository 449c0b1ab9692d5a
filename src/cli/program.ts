import { Command, CommanderError } from 'commander';
import { ContractError, InconclusiveError, messageOf, UsageError } from '../errors.ts';
import { type Option, type OptionName, options, type RawSettings } from '../settings/options.ts';
import { suiteVersion } from './project.ts';

/** The exit codes of the command line. */
export const exitCodes = { conformant: 0, violations: 1, usage: 2, inconclusive: 3, suite: 4 } as const;

/** Runs one command line (without node and script) and answers with its exit code. Errors are one line on stderr. */
export async function main(words: readonly string[]): Promise<number> {
  let code: number = exitCodes.conformant;
  const program = buildProgram((result) => {
    code = result;
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.conformant : exitCodes.usage;
    process.stderr.write(`kube-covenant: ${messageOf(thrown)}\n`);
    if (thrown instanceof UsageError) return exitCodes.usage;
    if (thrown instanceof InconclusiveError) return exitCodes.inconclusive;
    if (!(thrown instanceof ContractError) && process.env['DEBUG'] && thrown instanceof Error)
      console.error(thrown.stack);
    return exitCodes.suite;
  }
}

/** The commands; each loads its code only when it is called. */
export function buildProgram(done: (code: number) => void): Command {
  const program = new Command('kube-covenant')
    .description('Contract-testing conformance suite for servers that speak the Kubernetes API')
    .version(suiteVersion())
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`kube-covenant: ${oneLine(text)}\n`) });
  withSettings(program.command('run'), () => true)
    .description('check a server and write the reports')
    .action(async (flags) => done(await (await import('./commands/run.ts')).run(rawSettings(flags))));
  program
    .command('report')
    .argument('<RUN>', 'the run.json of a run')
    .description('render every report of a run again, from its record alone')
    .option('--out <DIR>', 'folder to write to (default: that of the record)')
    .option('--lang <LANGUAGE>', 'language of report.html and certificate.html: en or zh (default: en)')
    .action(
      async (file, flags) => void process.stdout.write((await import('./commands/report.ts')).report(file, flags)),
    );
  program
    .command('verify')
    .argument('<DIR>', 'the folder of a run')
    .description('recompute every digest and figure of its certificate')
    .action(async (folder) => {
      const { text, code } = (await import('./commands/verify.ts')).verify(folder);
      process.stdout.write(text);
      done(code);
    });
  withSettings(program.command('replay'), isConnection)
    .argument('<RUN>', 'the run.json of a run')
    .argument('<CASE>', 'one of its cases, as REQUIREMENT/CASE')
    .description('run one case of a run again, against the same or another server, and print its exchanges')
    .action(async (file, name, flags) =>
      done(await (await import('./commands/replay.ts')).replay(file, name, rawSettings(flags))),
    );
  program
    .command('list')
    .description('show every requirement')
    .option('--json', 'as JSON')
    .action(async (flags) => void process.stdout.write((await import('./commands/list.ts')).list(flags)));
  program
    .command('explain')
    .argument('<ID>', 'a requirement')
    .description('show all that is known of one requirement')
    .action(async (id) => void process.stdout.write((await import('./commands/explain.ts')).explain(id)));
  program
    .command('coverage')
    .description('show every promise of the documents, and which requirements check it')
    .option('--json', 'as JSON')
    .action(async (flags) => void process.stdout.write((await import('./commands/coverage.ts')).coverage(flags)));
  const documents = program.command('documents').description('the documents behind the contracts');
  documents
    .command('verify')
    .argument('<DIR>', 'folder of the documents, as text')
    .description('hold every contract against its document, both ways')
    .action(async (folder) => {
      const { text, code } = (await import('./commands/documents.ts')).verify(folder);
      process.stdout.write(text);
      done(code);
    });
  program
    .command('serve')
    .description('start the reference server by itself')
    .option('--host <ADDRESS>', 'address to listen on (default: 127.0.0.1)')
    .option('--port <N>', 'port to listen on, 0 for any free one (default: 8001)')
    .option('--token <TOKEN>', 'the bearer token of an administrator (default: everybody is one)')
    .option('--read-only-token <TOKEN>', 'the bearer token of somebody who may only look')
    .option('--nobody-token <TOKEN>', 'the bearer token of somebody who may do nothing')
    .option('--fault <ID>', "give it this defect (repeatable; 'faults' lists them)", collect)
    .option('--trap <ID>', 'give it this lawful oddity (repeatable)', collect)
    .option('--kubernetes-version <V>', 'behave as 1.29, 1.33 or 1.36 does (default: 1.36)')
    .option(
      '--dialect <NAME>',
      'keep disputed promises as kubernetes does or as the documents say (default: kubernetes)',
    )
    .option('--history <N>', 'how many changes a watch can look back (default: 5000)')
    .option('--nodes <N>', 'how many nodes it has; with none, Pods stay pending (default: 0)')
    .option('--no-openapi', 'publish no schemas')
    .option('--tls', 'speak HTTPS, with a test certificate that signs itself')
    .option('--tls-cert <FILE>', 'PEM file of its certificate: it then speaks HTTPS')
    .option('--tls-key <FILE>', 'PEM file of the key of the certificate')
    .action(async (flags) => done(await (await import('./commands/serve.ts')).serve(flags)));
  program
    .command('faults')
    .description('show the defects and lawful oddities that the reference server can be given')
    .option('--json', 'as JSON')
    .action(async (flags) => void process.stdout.write((await import('./commands/faults.ts')).listFaults(flags)));
  withSettings(program.command('sweep'), isConnection)
    .description('delete what killed runs left on a server')
    .action(async (flags) => done(await (await import('./commands/sweep.ts')).sweep(rawSettings(flags))));
  return program;
}

const notOfConnections: readonly OptionName[] = [
  'profile',
  'filter',
  'seed',
  'effort',
  'out',
  'strict-documents',
  'bail',
  'quiet',
  'json',
  'lang',
];

function isConnection({ name }: { name: OptionName }): boolean {
  return !notOfConnections.includes(name);
}

function withSettings(command: Command, wanted: (option: (typeof options)[number]) => boolean): Command {
  for (const option of options.filter(wanted) as readonly Option[]) {
    const flag = option.kind === 'switch' ? `--${option.name}` : `--${option.name} <${option.placeholder}>`;
    if (option.kind === 'list') command.option(flag, option.help, collect);
    else command.option(flag, option.help);
  }
  return command;
}

function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

/** Commander's camelCase names back to those of the flags. */
function rawSettings(flags: Record<string, unknown>): RawSettings {
  const raw: RawSettings = {};
  for (const { name } of options) {
    const value = flags[name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
    if (value !== undefined) raw[name] = value as NonNullable<RawSettings[OptionName]>;
  }
  return raw;
}

function oneLine(text: string): string {
  return messageOf(text.replace(/^error: /, ''));
}
