import type { JsonObject } from '../../specs/json.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Place } from '../../src/sandbox/sandbox.ts';
import { applyBody } from '../../src/ways/apply.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { withMetadata } from '../update-rules/places.ts';
import { createdByPut } from '../update-rules/put-create.ts';
import { bodyAt, post } from './creating.ts';

/** A way in which an object comes about. */
export interface CreatingWay {
  readonly name: string;
  /** The server gives the name. */
  readonly unnamed?: true;
  send(client: Client, place: Place, object: JsonObject): Promise<Answer>;
}

const byPost: CreatingWay = {
  name: 'post',
  send: (client, place, object) => post(client, place, bodyAt(place, object)),
};

const byGeneratedName: CreatingWay = {
  name: 'post-with-generate-name',
  unnamed: true,
  send: (client, place, object) =>
    post(client, place, withMetadata(bodyAt(place, object, true), { generateName: 'covenant-' })),
};

const byApply: CreatingWay = {
  name: 'apply',
  send: (client, place, object) =>
    client.send({
      method: 'PATCH',
      path: `${place.path}?fieldManager=${ownManager}-creator`,
      contentType: 'application/apply-patch+yaml',
      body: applyBody(bodyAt(place, object)),
    }),
};

const byPut: CreatingWay = {
  name: 'put',
  send: (client, place, object) => client.send({ method: 'PUT', path: place.path, body: bodyAt(place, object) }),
};

/** Every way in which objects of a kind come about. */
export function creatingWays({ kind }: Resource): readonly CreatingWay[] {
  return [byPost, byGeneratedName, byApply, ...(createdByPut.includes(kind) ? [byPut] : [])];
}
