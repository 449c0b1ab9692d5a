import { UnsupportedError } from '../errors.ts';
import { isSecretHeader } from '../evidence.ts';
import type { ConnectionSettings } from '../settings/settings.ts';

/**
 * In whose name a request is sent: the run's own credentials; the second ones, which may do little (`--other-token`); a token
 * that nobody has; none at all.
 */
export type Caller = 'own' | 'other' | 'stranger' | 'anonymous';

/** A header that servers take a token from. Some vendors have their own beside that of RFC 6750. */
export type TokenHeader = 'authorization' | 'x-auth-token';

/** A token that no server has given to anybody. */
const nobodysToken = 'kube-covenant-token-of-nobody';

/**
 * The connection with the credentials of a caller, its token in one header alone.
 * @throws UnsupportedError where the run was not given what that takes
 */
export function connectionOf<C extends ConnectionSettings>(connection: C, caller: Caller, tokenIn?: TokenHeader): C {
  if (caller === 'own' && tokenIn === undefined) return connection;
  const given = tokenGiven(connection);
  const place = tokenIn ?? given?.place ?? 'authorization';
  const plain = { ...connection, headers: withoutCredentials(connection.headers) };
  if (caller === 'anonymous') return withoutCertificate(plain);
  const token = { own: given?.token, other: connection.otherToken, stranger: nobodysToken }[caller];
  if (token === undefined) {
    const lack =
      caller === 'own' ? 'its credentials are not a token' : 'it was given no second credential (--other-token)';
    throw new UnsupportedError(`the run cannot ask this: ${lack}`);
  }
  return withoutCertificate({ ...plain, headers: { ...plain.headers, [place]: inHeader(place, token) } });
}

/** The connection without its client certificate: that, too, says who asks. */
export function withoutCertificate<C extends ConnectionSettings>(connection: C): C {
  const { clientCert: _certificate, clientKey: _key, ...rest } = connection;
  return rest as C;
}

function tokenGiven({ headers }: ConnectionSettings): { token: string; place: TokenHeader } | undefined {
  const bearer = /^Bearer +(.+)$/i.exec(headers['authorization'] ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, place: 'authorization' };
  const token = headers['x-auth-token'];
  return token === undefined ? undefined : { token, place: 'x-auth-token' };
}

function inHeader(place: TokenHeader, token: string): string {
  return place === 'authorization' ? `Bearer ${token}` : token;
}

function withoutCredentials(headers: ConnectionSettings['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !isSecretHeader(name)));
}
