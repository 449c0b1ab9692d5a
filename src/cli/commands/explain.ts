import { faults } from '../../../fixtures/reference-server/index.ts';
import { chapters } from '../../../suites/index.ts';
import type { Dispute, Evidence } from '../../contract/dispute.ts';
import { loadRecorded } from '../../contract/recorded.ts';
import { UsageError } from '../../errors.ts';
import { buildRegistry } from '../../registry.ts';
import { nearest } from '../../settings/nearest.ts';

/** `kube-covenant explain ID`: all that is known of one requirement. @throws UsageError where there is none. */
export function explain(id: string): string {
  const { requirements, library } = buildRegistry(chapters);
  const requirement = requirements.find((candidate) => candidate.id === id);
  if (!requirement) {
    const ids = requirements.map((candidate) => candidate.id);
    throw new UsageError(`there is no requirement ${id}${nearest(id, ids)}; 'kube-covenant list' shows them`);
  }
  const { title, level, basis, method, needs, kills, facts } = requirement;
  const disputes = library.disputes.filter((dispute) => dispute.requirement === id);
  return [
    `${id}\n\n  ${title}.\n`,
    requirement.planned ? 'Not checked yet: its cases come with a later version.\n' : '',
    section('level', [
      `${level}, ${basis === 'stated' ? 'stated by the document' : "derived from the API's conventions"}`,
    ]),
    section('profiles', [facts.profiles.join(', ')]),
    section(
      'promised in',
      facts.cites.map(({ document, title: page, where }) => `${document} "${page}", ${where}`),
    ),
    section('checked', [method]),
    section('needs', needs),
    section(
      'catches',
      kills.map((fault) => `${fault}: ${faults.find((known) => known.id === fault)?.title ?? ''}`),
    ),
    section('recorded', (loadRecorded(requirements.map((each) => each.id)).get(id) ?? []).map(recordedLine)),
    section('disputes', disputes.flatMap(describeDispute)),
  ].join('\n');
}

function describeDispute({ id, cases, documentReading, kubernetesReading, evidence }: Dispute): string[] {
  return [
    `${id} (${cases.join(', ')})`,
    `  the document: ${documentReading}`,
    `  Kubernetes:   ${kubernetesReading}`,
    ...evidence.map((each) => `  recorded:     ${recordedLine(each)}`),
  ];
}

function recordedLine({ servers, scenario, steps, answer }: Evidence): string {
  return `${answer} (kube-apiserver ${servers.join(', ')}; ${scenario}, step ${steps.join(', ')})`;
}

function section(name: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${name}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
