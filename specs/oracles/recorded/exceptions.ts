/** A recorded patch of whose answer something is not the patch's doing: it is left out of the comparison. */
export interface RecordedException {
  /** Scenario and step. */
  readonly at: readonly string[];
  readonly reason: string;
  /** The versions that it holds for; all, unless it says so. */
  readonly versions?: readonly string[];
  /** The fields that are not compared, each with what is in it; without any the whole exchange is left out. */
  readonly paths?: readonly string[];
}

const containerDefaults = ['terminationMessagePath', 'terminationMessagePolicy', 'imagePullPolicy'];

export const exceptions: readonly RecordedException[] = [
  {
    at: ['pod-update-spec-fields-merge/5', 'pod-update-spec-fields-strategic/5', 'json-patch/16', 'merge-patch/13'],
    reason: 'admission adds the two default tolerations to a Pod that is written without them',
    paths: ['spec.tolerations'],
  },
  {
    at: ['pod-update-spec-fields-merge/51'],
    reason: 'a container that replaces another gets its defaults anew',
    paths: containerDefaults.map((name) => `spec.containers[0].${name}`),
  },
  {
    at: ['pod-update-spec-fields-merge/53'],
    reason: 'an init container that replaces another gets its defaults anew',
    paths: containerDefaults.map((name) => `spec.initContainers[0].${name}`),
  },
  {
    at: ['pod-ephemeralcontainers/4'],
    reason: 'a new ephemeral container gets its defaults',
    paths: containerDefaults.map((name) => `spec.ephemeralContainers[0].${name}`),
  },
  {
    at: ['pod-ephemeralcontainers/12'],
    reason: 'a new ephemeral container gets its defaults',
    paths: containerDefaults.map((name) => `spec.ephemeralContainers[1].${name}`),
  },
  {
    at: ['jobs/30'],
    reason: 'a parallelism that is taken away is 1 by default',
    paths: ['spec.parallelism'],
  },
  {
    at: ['server-side-apply/2'],
    reason: 'a new Pod gets its identity, its defaults, its default tolerations and its first status',
    paths: [
      ...['namespace', 'uid', 'creationTimestamp'].map((name) => `metadata.${name}`),
      ...containerDefaults.map((name) => `spec.containers[0].${name}`),
      ...['restartPolicy', 'terminationGracePeriodSeconds', 'dnsPolicy', 'tolerations', 'priority'].map(
        (name) => `spec.${name}`,
      ),
      ...['enableServiceLinks', 'preemptionPolicy'].map((name) => `spec.${name}`),
      'status',
    ],
  },
  {
    at: ['pod-update-spec-fields-merge/77', 'pod-update-spec-fields-strategic/77'],
    reason: 'hostUsers is behind a feature gate that is off in this version: the server drops it',
    versions: ['1.29'],
    paths: ['spec.hostUsers'],
  },
  {
    at: ['pod-update-spec-fields-merge/79', 'pod-update-spec-fields-strategic/79'],
    reason:
      'a Pod has no resources in 1.29, and they are behind a feature gate that is off in 1.33: the server drops them',
    versions: ['1.29', '1.33'],
    paths: ['spec.resources'],
  },
  {
    at: ['jobs/23'],
    reason: 'a Job has no managedBy in this version: the server drops it',
    versions: ['1.29'],
    paths: ['spec.managedBy'],
  },
  {
    at: ['status-codes/40'],
    reason: 'a collection cannot be patched: the method is refused before the patch is looked at',
  },
];

/** The exceptions of one recorded patch. */
export function exceptionsFor(at: string, version: string): RecordedException[] {
  return exceptions.filter((one) => one.at.includes(at) && (one.versions ?? [version]).includes(version));
}
