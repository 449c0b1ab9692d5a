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
  if (caller === 'anonymous') {
    if (!hasCredentials(connection)) throw new UnsupportedError('the run has no credentials that it could leave out');
    return withoutCertificate(plain);
  }
  const token = { own: given?.token, other: connection.otherToken, stranger: nobodysToken }[caller];
  if (token === undefined) {
    throw new UnsupportedError(
      caller === 'own' ? 'the credentials of the run are no token' : 'no second credential was given (--other-token)',
    );
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

function hasCredentials({ headers, clientCert }: ConnectionSettings): boolean {
  return clientCert !== undefined || Object.keys(headers).some(isSecretHeader);
}

function inHeader(place: TokenHeader, token: string): string {
  return place === 'authorization' ? `Bearer ${token}` : token;
}

function withoutCredentials(headers: ConnectionSettings['headers']): Record<string, string> {
  // Who impersonates somebody else says in whose name it asks, too.
  const others = Object.entries(headers).filter(([name]) => !isSecretHeader(name) && !/^impersonate-/i.test(name));
  return Object.fromEntries(others);
}
