import type { ConnectionSettings } from '../settings/settings.ts';

/** What Node needs to know of a connection's TLS. */
export function tlsOf(connection: ConnectionSettings) {
  const { ca, clientCert, clientKey } = connection;
  return {
    rejectUnauthorized: !connection.insecureSkipTlsVerify,
    ...(ca !== undefined && { ca }),
    ...(clientCert !== undefined && { cert: clientCert }),
    ...(clientKey !== undefined && { key: clientKey }),
  };
}
