/** What becomes of a request that names the object it is made of. */
export interface PreconditionAnswer {
  /** `done`: it takes effect. `refused`: it must not. `either`: servers differ, but as a whole or not at all. */
  readonly effect: 'done' | 'refused' | 'either';
  /** The statuses that are right for a refusal. */
  readonly statuses: readonly number[];
  /** Statuses with which kube-apiserver is known to refuse it, though they blame the server for what the client sent. */
  readonly tolerated: readonly number[];
}

/** What is at fault is the request: servers differ in whether they call it bad, in conflict or invalid. */
const refusals = [400, 409, 422];

/** The greatest version that servers can tell from another: they are 64 bits wide, with or without a sign. */
const greatest = 2n ** 63n - 1n;

const done: PreconditionAnswer = { effect: 'done', statuses: [], tolerated: [] };
const either: PreconditionAnswer = { effect: 'either', statuses: refusals, tolerated: [] };
const conflict: PreconditionAnswer = { effect: 'refused', statuses: [409], tolerated: [] };

/**
 * What becomes of a write whose object names a resourceVersion: undefined where it names none, null and the empty text where it
 * names nothing. Only the stored version may pass; what names none is written whatever the version, unless the kind asks for
 * one (kubernetes/kubernetes#70674, virtual-kubelet/virtual-kubelet#1399), and so is 0. A version is a text that nobody may look
 * into, but servers that read it as a number take one with zeros before it for the same.
 * @see api-conventions, "Concurrency Control and Consistency"; recordings `optimistic-concurrency`
 */
export function versionAnswer(
  sent: string | null | undefined,
  stored: string,
  method: 'PUT' | 'PATCH',
): PreconditionAnswer {
  if (sent === stored) return done;
  if (sent === undefined) return method === 'PATCH' ? done : either;
  if (sent === null || /^0*$/.test(sent)) return either;
  if (!isDecimal(sent) || !isDecimal(stored)) return { effect: 'refused', statuses: refusals, tolerated: [500] };
  if (BigInt(sent) === BigInt(stored)) return either;
  return BigInt(sent) > greatest ? { effect: 'refused', statuses: refusals, tolerated: [500] } : conflict;
}

/** What a deletion says of the object that it is meant for. */
export interface DeletePreconditions {
  readonly uid?: string | null;
  readonly resourceVersion?: string | null;
}

/**
 * What becomes of a deletion with preconditions: each that is named must hold, to the letter (DeleteOptions reference,
 * `preconditions`; recordings `delete` steps 9 and 10). Whether an empty text, or a version of 0, names anything is open.
 */
export function deletionAnswer(
  preconditions: DeletePreconditions,
  stored: { readonly uid: string; readonly resourceVersion: string },
): PreconditionAnswer {
  const { uid, resourceVersion } = preconditions;
  const answers = [uidAnswer(uid, stored.uid), deletedVersionAnswer(resourceVersion, stored.resourceVersion)];
  const isRefused = answers.includes('refused');
  if (isRefused) return { effect: 'refused', statuses: statusesOf(resourceVersion), tolerated: [] };
  return answers.includes('either') ? either : done;
}

function uidAnswer(sent: string | null | undefined, stored: string): PreconditionAnswer['effect'] {
  if (sent === undefined || sent === null || sent === stored) return 'done';
  return sent === '' ? 'either' : 'refused';
}

function deletedVersionAnswer(sent: string | null | undefined, stored: string): PreconditionAnswer['effect'] {
  if (sent === undefined || sent === null || sent === stored) return 'done';
  if (/^0*$/.test(sent)) return 'either';
  return isDecimal(sent) && isDecimal(stored) && BigInt(sent) === BigInt(stored) ? 'either' : 'refused';
}

/** What is no version at all may be called bad or invalid as well. */
function statusesOf(version: string | null | undefined): readonly number[] {
  return typeof version === 'string' && !isDecimal(version) ? refusals : [409];
}

function isDecimal(version: string): boolean {
  return /^\d+$/.test(version);
}
