import type { OwedStatus } from '../refusal-status.ts';
import type { SentRequest, Target } from './request.ts';

/** Who asks: a token that nobody has is refused before anything else is looked at. */
export function unknownCaller({ caller }: SentRequest): OwedStatus | undefined {
  return caller === 'stranger' ? { statuses: [401] } : undefined;
}

/**
 * What the caller may do. Who comes without credentials is unknown (401) or, where the server lets the anonymous in, somebody
 * who may do nothing (403); the refusal names the resource and the object.
 */
export function powerlessCaller({ caller }: SentRequest, target: Target | undefined): OwedStatus | undefined {
  if (caller !== 'powerless' && caller !== 'anonymous') return undefined;
  const about = target && {
    kinds: [target.kind.plural],
    group: target.kind.group,
    ...(target.name !== undefined && { name: target.name }),
  };
  if (caller === 'anonymous') return { statuses: [401, 403] };
  return { statuses: [403], ...(about && { about }) };
}
