import { type Fault, faults, traps } from '../../../fixtures/reference-server/index.ts';
import { chapters } from '../../../suites/index.ts';
import { buildRegistry } from '../../registry.ts';

/** A defect of the reference server, or a lawful oddity, with the requirements that claim to catch it. */
interface ListedFault extends Fault {
  readonly claimedBy: readonly string[];
}

/** `kube-covenant faults`: what the reference server can be given with `serve --fault ID` and `--trap ID`; or as JSON. */
export function listFaults({ json }: { json?: boolean }): string {
  const { requirements } = buildRegistry(chapters);
  const listed = (all: readonly Fault[]): ListedFault[] =>
    all.map(({ id, area, title, source }) => ({
      id,
      area,
      title,
      source,
      claimedBy: requirements.filter(({ kills }) => (kills as readonly string[]).includes(id)).map((each) => each.id),
    }));
  const both = { faults: listed(faults), traps: listed(traps) };
  if (json) return `${JSON.stringify(both, null, 2)}\n`;
  const claimed = both.faults.filter(({ claimedBy }) => claimedBy.length > 0).length;
  return [
    ...byArea(both.faults).map(([area, members]) => `${area}\n${members.map(faultLines).join('')}`),
    `Traps: lawful, and not to be reported\n${both.traps.map(faultLines).join('')}`,
    `${both.faults.length} faults, ${claimed} claimed by a requirement; ${both.traps.length} traps\n`,
  ].join('\n');
}

function byArea(all: readonly ListedFault[]): [string, ListedFault[]][] {
  const areas = new Map<string, ListedFault[]>();
  for (const fault of all) areas.set(fault.area, [...(areas.get(fault.area) ?? []), fault]);
  return [...areas];
}

function faultLines({ id, title, source, claimedBy }: ListedFault): string {
  const claims = claimedBy.length === 0 ? '' : `    caught by: ${claimedBy.join(', ')}\n`;
  return `  ${id}\n    ${title}\n    seen in: ${source}\n${claims}`;
}
