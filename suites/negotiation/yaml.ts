import { objectFor } from '../../fixtures/transitions.ts';
import { differences, type JsonObject } from '../../specs/json.ts';
import { mediaTypeOf } from '../../specs/oracles/negotiated.ts';
import { list } from '../../specs/oracles/update-rules.ts';
import type { Answer, Request } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { sendAfresh } from '../refusals/send-afresh.ts';
import { read } from '../update-rules/observe-write.ts';
import { withLabel } from '../update-rules/places.ts';
import { besidePlain, movedOn, wroteInBetween } from './forms.ts';
import { labelPatch } from './metadata-alone.ts';
import { parsedYaml } from './weights.ts';

const headers = { accept: 'application/yaml' };

/** YAML says what JSON says. */
export function yamlSaysTheSame(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'negotiation.*.yaml-says-the-same',
    title: 'Asked for as YAML, {kind} is answered with the value that it has as JSON, or with 406',
    method:
      'Creates, reads, replaces and patches with application/yaml in Accept: answered in that type, with a text that is read as the object that a plain read has; its annotations are texts that YAML would take for something else. A server that has no YAML answers 406.',
    covers: [],
    derivedFrom: [{ actions: ['get', 'list', 'put', 'patch'], parts: [''] }],
    kills: () => ['yaml-answered-as-json', 'yaml-texts-unquoted'],
    *cases(subject, { effort }) {
      yield yamlCase(subject, 'get', ({ path }) => ({ method: 'GET', path }));
      if (effort === 'quick') return;
      yield yamlCase(subject, 'put', ({ path, object }) => ({
        method: 'PUT',
        path,
        body: withLabel(object, 'covenant', 'put'),
      }));
      yield yamlCase(subject, 'patch', labelPatch);
    },
  });
}

/** Texts that are something else in YAML unless they are quoted. */
const annotations = {
  ...{ yes: 'yes', null: 'null', tilde: '~', number: '0777', float: '1e3', date: '2001-01-01', time: '1:30' },
  ...{
    empty: '',
    colon: 'a: b',
    hash: 'a #b',
    dash: '- a',
    lines: 'a\n b\n\n',
    brace: '{a}',
    quote: `'"`,
    space: ' a ',
  },
  ...{ star: '*a', tag: '!a', percent: '%a', unicode: 'é\u{1f600}', tab: 'a\tb' },
};

interface SeenYaml {
  readonly answer: Answer;
  readonly plain: JsonObject;
}

function yamlCase({ resource }: Subject, name: string, request: (stored: StoredObject) => Request): Case {
  const object = objectFor(resource, { name: 'given', given: { metadata: { annotations } }, to: { value: null } });
  return defineCase<SeenYaml>({
    name,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, object);
      const asked = (now: JsonObject) => ({ ...request({ ...stored, object: now }), headers });
      const seen = await besidePlain(
        () => sendAfresh(client, stored.path, asked),
        () => read(client, stored.path),
        ({ exchange }) => parsedYaml(exchange.responseBody),
      );
      await sandbox.remove(client, stored);
      return seen;
    },
    judge: ({ answer, plain }) => judgeYaml(answer, plain),
  });
}

/** An answer that is to be in YAML against the object as JSON. */
export function judgeYaml({ status, headers, exchange }: Answer, plain: JsonObject): Outcome {
  if (status === 406) return unsupported('the target has no YAML (406)');
  if (status >= 500 || status === 409) return inconclusive(`the request for YAML is answered ${status}`);
  const type = mediaTypeOf(headers['content-type']);
  const expected = 'answered 200 in application/yaml with what the object is, or 406';
  const broken = (reason: string, more = '') =>
    violation({ reason, expected, actual: `answer ${status}, Content-Type ${type ?? 'absent'}${more}` });
  if (status !== 200) return broken('a request for YAML is refused');
  if (type !== 'application/yaml') return broken(`a request for YAML alone is answered in ${type ?? 'no type'}`);
  const value = parsedYaml(exchange.responseBody);
  if (value === undefined) return broken('the content is no YAML');
  if (movedOn(value, plain)) return inconclusive(wroteInBetween);
  const found = differences(plain, value);
  return found.length === 0 ? pass : broken('the YAML says something else than the JSON', `; ${list(found)}`);
}
