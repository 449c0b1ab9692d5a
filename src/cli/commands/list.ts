import { chapters } from '../../../suites/index.ts';
import { buildRegistry } from '../../registry.ts';

/** `kube-covenant list`: every requirement, a line each, or as JSON. */
export function list({ json }: { json?: boolean }): string {
  const { requirements } = buildRegistry(chapters);
  if (json)
    return `${JSON.stringify(
      requirements.map(({ facts }) => facts),
      null,
      2,
    )}\n`;
  const width = Math.max(...requirements.map(({ id }) => id.length));
  return requirements
    .map(
      ({ id, level, title, planned }) =>
        `${id.padEnd(width)}  ${level.padEnd(6)}  ${title}${planned ? ' (not checked yet)' : ''}\n`,
    )
    .join('');
}
