import type { OwedStatus } from '../refusal-status.ts';
import { powerlessCaller, unknownCaller } from './access.ts';
import { methodsOf, targetAt } from './address.ts';
import { otherObject, tooLarge, undecodable } from './body.ts';
import { absentNamespace, absentObject, takenName } from './existence.ts';
import { unacceptable, unsupportedBody } from './media-types.ts';
import { invalidLogOptions, invalidOptions, malformedNumbers, malformedSelector } from './options.ts';
import type { KnownServer, SentRequest, Stage } from './request.ts';
import { invalidMetadata } from './validity.ts';

/** What is wrong with a request whose address is understood, in the order in which a server comes to it. */
const stages: readonly Stage[] = [
  unacceptable,
  unsupportedBody,
  malformedNumbers,
  tooLarge,
  invalidOptions,
  undecodable,
  otherObject,
  malformedSelector,
  absentNamespace,
  absentObject,
  invalidLogOptions,
  invalidMetadata,
  takenName,
];

/**
 * What a request is refused with, as far as that follows from the request and from what there is; undefined where nothing here
 * refuses it. Rules about the content of a kind's objects are elsewhere (update rules, patches, concurrency, deletion).
 */
export function predictRefusal(request: SentRequest, server: KnownServer): OwedStatus | undefined {
  const [path = '', search = ''] = request.path.split('?');
  const target = targetAt(path, server);
  const access = unknownCaller(request) ?? powerlessCaller(request, target);
  if (access) return access;
  if (!target) return { statuses: [404] };
  if (!methodsOf(target).includes(request.method)) return { statuses: [405] };
  const addressed = { ...request, target, query: new URLSearchParams(search) };
  for (const stage of stages) {
    const owed = stage(addressed, server);
    if (owed) return owed;
  }
  return undefined;
}

export type { KnownServer, SentRequest, ServedKind } from './request.ts';
