import { type Cell, isWrong, type Row } from './matrix.ts';

export interface Figures {
  readonly servers: number;
  readonly seconds: number;
  readonly secondsPerServer: number;
}

/** Words for each status, in the order in which they are shown. */
const sections: Readonly<Record<Row['status'], string>> = {
  survives: 'SURVIVES a requirement that claims it',
  reported: 'REPORTED though it is lawful',
  killed: 'killed by every requirement that claims it',
  unexpected: 'claimed by no requirement, yet some fail: `kills` could name it, where the fault is what they are about',
  unclaimed: 'claimed by no requirement, and none fails',
  quiet: 'lawful, and not reported',
};

/** The kill matrix for people: what is wrong first, then the faults by what became of them, then the figures. */
export function renderMatrix(rows: readonly Row[], { servers, seconds, secondsPerServer }: Figures): string {
  const statuses = Object.keys(sections) as Row['status'][];
  const parts = statuses.flatMap((status) => {
    const members = rows.filter((row) => row.status === status);
    return members.length === 0 ? [] : [`${sections[status]} (${members.length})\n${members.map(lines).join('')}`];
  });
  const counts = statuses
    .map((status) => [status, rows.filter((row) => row.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`);
  const wrong = rows.filter(isWrong).length;
  return [
    ...parts,
    `${counts.join(', ')}${wrong > 0 ? `; ${wrong} WRONG` : ''}\n${servers} servers in ${seconds.toFixed(1)} s, ${secondsPerServer.toFixed(2)} s each\n`,
  ].join('\n');
}

/** From which share of unchecked cases on the matrix says so. */
const worthSaying = 0.1;

function lines({ kind, id, killedBy, survives, also, suiteErrors, hindered, unchecked }: Row): string {
  return [
    `  ${kind === 'clean' ? '(the clean server)' : id}\n`,
    ...killedBy.map((cell) => cellLine('killed by', cell)),
    ...survives.map((cell) => cellLine('SURVIVES ', cell)),
    ...also.map((cell) => cellLine(kind === 'fault' ? 'also fails' : 'REPORTED by', cell)),
    ...suiteErrors.map((cell) => cellLine('SUITE ERROR in', cell)),
    unchecked < worthSaying ? '' : `    ${Math.round(unchecked * 100)} % of the cases could not be checked\n`,
    hindered === undefined ? '' : `    nothing could be checked: ${hindered}\n`,
  ].join('');
}

function cellLine(what: string, { requirement, failed, tries, example }: Cell): string {
  const often = tries === 1 ? '' : `, ${failed} of ${tries} seeds`;
  return `    ${what} ${requirement}${often}${example === undefined ? '' : ` (${example})`}\n`;
}
