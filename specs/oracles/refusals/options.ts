import type { OwedStatus } from '../refusal-status.ts';
import type { AddressedRequest, Stage } from './request.ts';

/** The longest name of a field manager, in characters (Server-Side Apply, "Managers"). */
const longestManager = 128;

const optionsKinds: Readonly<Record<string, string>> = {
  POST: 'CreateOptions',
  PUT: 'UpdateOptions',
  PATCH: 'PatchOptions',
  DELETE: 'DeleteOptions',
};

/** Query parameters of a write with values that they may not have. */
export const invalidOptions: Stage = (request) => {
  const kind = optionsKinds[request.method];
  if (kind === undefined) return undefined;
  const fields = wrongOptions(request);
  if (fields.length === 0) return undefined;
  return { statuses: [422], about: { kinds: [kind], group: 'meta.k8s.io' }, fields };
};

function wrongOptions({ method, query, contentType }: AddressedRequest): string[] {
  const wrong: string[] = [];
  const dryRun = query.getAll('dryRun');
  if (dryRun.some((value) => value !== 'All')) wrong.push('dryRun');
  if (method === 'DELETE') {
    const policy = query.get('propagationPolicy');
    if (policy !== null && !['Orphan', 'Background', 'Foreground'].includes(policy)) wrong.push('propagationPolicy');
    return wrong;
  }
  const manager = query.get('fieldManager') ?? '';
  if ([...manager].length > longestManager || !isPrintable(manager)) wrong.push('fieldManager');
  const validation = query.get('fieldValidation') ?? '';
  if (!['', 'Ignore', 'Warn', 'Strict'].includes(validation)) wrong.push('fieldValidation');
  if (method !== 'PATCH') return wrong;
  const isApply = contentType?.startsWith('application/apply-patch') === true;
  if (isApply && manager === '') wrong.push('fieldManager');
  if (!isApply && query.has('force')) wrong.push('force');
  return wrong;
}

function isPrintable(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(text);
}

/** Numbers of the query that are none. */
export const malformedNumbers: Stage = ({ query, method, target }) => {
  const names = method === 'DELETE' ? ['gracePeriodSeconds'] : target.subresource === 'log' ? logNumbers : [];
  const wrong = names.some((name) => {
    const value = query.get(name);
    return value !== null && value !== '' && !/^[+-]?\d+$/.test(value);
  });
  return wrong ? { statuses: [400] } : undefined;
};

const logNumbers = ['tailLines', 'limitBytes', 'sinceSeconds'];

/** Options of reading a log with values that they may not have (PodLogOptions). */
export const invalidLogOptions: Stage = ({ query, target }) => {
  if (target.subresource !== 'log') return undefined;
  const below = (name: string, least: number) => query.get(name) !== null && Number(query.get(name)) < least;
  const fields = [
    ...(below('tailLines', 0) ? ['tailLines'] : []),
    ...(below('limitBytes', 1) ? ['limitBytes'] : []),
    ...(query.has('sinceSeconds') && query.has('sinceTime')
      ? ['[]']
      : below('sinceSeconds', 1)
        ? ['sinceSeconds']
        : []),
  ];
  if (fields.length === 0) return undefined;
  const about = { kinds: ['PodLogOptions'], group: '', ...(target.name !== undefined && { name: target.name }) };
  return { statuses: [422], about, fields } satisfies OwedStatus;
};

/** Selectors that cannot be read: whatever they were for is not done. */
export const malformedSelector: Stage = ({ query, target }) => {
  if (target.name !== undefined) return undefined;
  const selector = query.get('labelSelector') ?? '';
  return /^[!\s]*$/.test(selector) && selector !== '' ? { statuses: [400] } : undefined;
};
