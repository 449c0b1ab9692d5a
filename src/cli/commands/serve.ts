import { startReferenceServer } from '../../../fixtures/reference-server/index.ts';
import { messageOf, UsageError } from '../../errors.ts';

export interface ServeFlags {
  readonly port?: string;
  readonly token?: string;
  readonly fault?: readonly string[];
}

/** `kube-covenant serve`: the reference server by itself, until a signal ends it. @throws UsageError for bad flags. */
export async function serve({ port = '8001', token, fault = [] }: ServeFlags): Promise<number> {
  const number = Number(port);
  if (!Number.isInteger(number) || number < 0 || number > 65535)
    throw new UsageError(`--port must be 0 to 65535, not ${port}`);
  const server = await startReferenceServer({
    port: number,
    faults: fault,
    ...(token !== undefined && { tokens: { admin: token } }),
  }).catch((thrown: unknown) => {
    throw new UsageError(messageOf(thrown));
  });
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  process.stdout.write(`listening on ${server.url}${fault.length > 0 ? ` with ${fault.join(', ')}` : ''}\n`);
  await ended;
  await server.close();
  return 0;
}
