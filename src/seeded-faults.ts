/**
 * The defects that requirements are seen to catch, by the id under which the reference server can be given them
 * (`kube-covenant serve --fault ID`). A closed list, so that a misspelt one does not compile; a test holds it against the
 * server's own.
 */
export const seededFaults = [
  'main-endpoint-accepts-ephemeral-containers',
  'null-label-stored-as-empty',
  'strategic-merge-treated-as-merge-patch',
] as const;

export type FaultId = (typeof seededFaults)[number];
