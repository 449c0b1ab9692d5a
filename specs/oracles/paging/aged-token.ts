/** What kube-apiserver writes into its tokens (apiserver, storage/continue.go). */
const format = 'meta.k8s.io/v1';

/**
 * The token as it would be if it were of the server's very first version, which is long forgotten; undefined where it is not in the
 * format that kube-apiserver writes. So what becomes of an old token is seen without waiting for it to grow old.
 */
export function agedToken(token: string): string | undefined {
  const text = Buffer.from(token, 'base64url').toString();
  try {
    const { v, rv, start } = JSON.parse(text);
    if (v !== format || typeof rv !== 'number' || typeof start !== 'string') return undefined;
    return Buffer.from(JSON.stringify({ v, rv: 1, start })).toString('base64url');
  } catch {
    return undefined;
  }
}
