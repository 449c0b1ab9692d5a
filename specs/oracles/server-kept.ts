import { differences, isObject, type JsonObject, memberOf, sameJson } from '../json.ts';
import { explain, isServerKept, type Judgement, list, type ObservedWrite, sameVersion } from './update-rules.ts';
import { changesSince } from './whole-write.ts';

/**
 * The metadata that the server alone writes, and that no write to an object changes but a deletion, or a change of its spec
 * (api-conventions, "Metadata").
 */
const serverKeptMembers = [
  'uid',
  'creationTimestamp',
  'generation',
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
] as const;

/**
 * A write that sends a value of its own for metadata that the server keeps: it is refused and changes nothing, or the value is
 * passed over and the rest of the write is done. `wanted` is the object with that rest; `sent` tells people what was sent.
 * @see recordings, `pod-update-metadata-fields` steps 3, 9 to 13
 */
export function judgeServerKept(write: ObservedWrite, sent: string, own: string): Judgement {
  const { field, before, wanted, after, status, answer } = write;
  const expected = `${field} sent as ${sent} is refused or passed over, what the server keeps stays`;
  const said = status < 400 ? '' : `: ${explain(answer)}`;
  const broken = (reason: string, found: string): Judgement => ({
    kept: false,
    effect: status < 400 ? 'updated' : 'other',
    reason,
    expected,
    actual: `answer ${status}${said}; ${found}`,
  });
  const lost = serverKeptMembers.filter((member) => !sameJson(metadata(before, member), metadata(after, member)));
  if (lost.length > 0) {
    const names = lost.map((member) => `metadata.${member}`).join(', ');
    return broken(`a write that sends ${field} as ${sent} changes ${names}`, list(keptDifferences(before, after)));
  }
  if (field === 'metadata.managedFields' && !ownEntries(before, own).every((entry) => hasEntry(after, entry)))
    return broken(`a write that sends ${field} as ${sent} changes who owns what`, 'an earlier entry of ours is gone');
  if (status >= 400) {
    const changed = changesSince(before, after, own);
    return changed.length > 0
      ? broken('the write was refused, and yet changed the object', list(changed))
      : { kept: true };
  }
  const missed = differences(wanted, after).filter(({ path }) => !isServerKept(path));
  if (missed.length > 0)
    return broken(`beside ${field} sent as ${sent} the rest of the write is not done`, list(missed));
  if (!isObject(answer) || !sameVersion(answer, after)) return { kept: true };
  const shown = keptDifferences(after, answer);
  return shown.length > 0 ? broken('the answer shows other metadata than the object has', list(shown)) : { kept: true };
}

function metadata(object: JsonObject, member: string): unknown {
  return isObject(object['metadata']) ? memberOf(object['metadata'], member) : undefined;
}

function keptDifferences(before: JsonObject, after: JsonObject) {
  const kept = (object: JsonObject) => ({
    metadata: Object.fromEntries(serverKeptMembers.map((member) => [member, metadata(object, member)])),
  });
  return differences(kept(before), kept(after));
}

function ownEntries(object: JsonObject, own: string): JsonObject[] {
  const entries = metadata(object, 'managedFields');
  return (Array.isArray(entries) ? entries : [])
    .filter(isObject)
    .filter(({ manager }) => String(manager).startsWith(own));
}

/**
 * Whether the manager of an entry still has one. What is in it the server may write anew at any write: it drops fields that are
 * gone, and with them moves the time.
 */
function hasEntry(object: JsonObject, entry: JsonObject): boolean {
  const entries = metadata(object, 'managedFields');
  const managerOf = ({ manager, operation, subresource }: JsonObject) => [manager, operation, subresource ?? ''];
  return (
    Array.isArray(entries) && entries.filter(isObject).some((other) => sameJson(managerOf(other), managerOf(entry)))
  );
}
