import type { Answer, Client } from './client.ts';

/** The same client, each of whose answers is also shown to a listener, once: those of the clients observed through it as well. */
export function heard(client: Client, listen: (answer: Answer) => void): Client {
  return {
    ...client,
    async send(request) {
      const answer = await client.send(request);
      listen(answer);
      return answer;
    },
    observed: (more) => heard(client.observed(more), listen),
  };
}
