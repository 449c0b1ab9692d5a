/** The key under which a kind's facts are kept: `batch/v1/Job`. */
export function kindKey(resource: { readonly apiVersion: string; readonly kind: string }): string {
  return `${resource.apiVersion}/${resource.kind}`;
}
