import type { JsonObject } from '../../specs/json.ts';
import type { Answer, Client, Request } from '../../src/client/client.ts';
import { read } from '../update-rules/observe-write.ts';

/** Times that a lawful request is made anew because another client wrote in between. */
const attempts = 5;

/** Sends a lawful request, made from the object as it is now: a controller's write in between is no reason to give up. */
export async function sendAfresh(
  client: Client,
  path: string,
  request: (object: JsonObject) => Request,
): Promise<Answer> {
  let answer = await client.send(request(await read(client, path)));
  for (let attempt = 1; answer.status === 409 && attempt < attempts; attempt++)
    answer = await client.send(request(await read(client, path)));
  return answer;
}
