import { isObject } from '../../../specs/json.ts';
import { type ContractNode, isDerived, member, members, placeOf } from './contract-node.ts';
import type { ContractSource } from './contract-source.ts';
import type { Fact, Place } from './facts.ts';
import { bodySchemaFacts, schemaFacts } from './schema-facts.ts';

/** What a contract says that its document says. */
export interface Claim {
  /** Absent where the contract gives no locator, which is a fault of its own. */
  readonly place: Place | undefined;
  readonly facts: readonly Omit<Fact, 'place'>[];
  /** Also so, but not the document's word for word: it accounts for a fact of the text, and need not be in it. */
  readonly implied: readonly Omit<Fact, 'place'>[];
  /** Words that the document has at that place. */
  readonly words: readonly string[];
  readonly path: readonly (string | number)[];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** Every claim of a contract, in its order; what it marks `x-basis: derived` makes no claim. */
export function claimsOf(source: ContractSource): Claim[] {
  const root: ContractNode = { object: isObject(source.data) ? source.data : {}, path: [] };
  return members(source, member(source, root, 'paths')).flatMap(([path, item]) => {
    const addressed = !isDerived(item);
    const shared = members(source, member(source, item, 'parameters'));
    return [
      ...resourceClaims(source, item),
      ...(addressed ? shared.flatMap(([, node]) => parameterClaims(source, node, path)) : []),
      ...methods.flatMap((method) => {
        const node = member(source, item, method);
        return node && !isDerived(node)
          ? operationClaims(source, node, `${method.toUpperCase()} ${path}`, addressed)
          : [];
      }),
    ];
  });
}

/** The fields that an update may change, and that no other may. */
function resourceClaims(source: ContractSource, item: ContractNode): Claim[] {
  const resource = member(source, item, 'x-resource');
  if (!resource) return [];
  const fields = members(source, member(source, resource, 'updatableFields')).map(([, node]) =>
    claim(node, { facts: isDerived(node) ? [] : [{ what: `field ${node.object['field']} can be updated` }] }),
  );
  const others = member(source, resource, 'otherFields');
  return others ? [...fields, claim(others, { facts: [{ what: 'no other field can be updated' }] })] : fields;
}

function operationClaims(source: ContractSource, node: ContractNode, scope: string, addressed: boolean): Claim[] {
  const facts = [{ scope, what: 'operation' }];
  if (node.object['deprecated'] === true) facts.push({ scope, what: 'is deprecated' });
  const body = member(source, node, 'requestBody');
  return [
    claim(node, { facts: addressed ? facts : [] }),
    ...ruleClaims(source, node, scope, 'operation', placeOf(node)),
    ...members(source, member(source, node, 'parameters')).flatMap(([, one]) => parameterClaims(source, one, scope)),
    ...(body ? bodyClaims(source, body, scope) : []),
    ...members(source, member(source, node, 'responses')).flatMap(([code, one]) =>
      responseClaims(source, one, scope, code),
    ),
  ];
}

function parameterClaims(source: ContractSource, node: ContractNode, scope: string): Claim[] {
  if (isDerived(node)) return [];
  const about = `${node.object['in']} parameter ${node.object['name']}`;
  const facts = [about, ...schemaFacts(source, node).map((fact) => `${about} ${fact}`)];
  if (node.object['deprecated'] === true) facts.push(`${about} is deprecated`);
  const required = node.object['required'];
  const implied = required === undefined ? [] : [`${about} ${required === true ? 'is required' : 'is optional'}`];
  const place = placeOf(node);
  const schema = member(source, node, 'schema');
  return [
    claim(node, { facts: scoped(scope, facts), implied: scoped(scope, implied) }),
    ...ruleClaims(source, node, scope, about, place),
    ...(schema ? ruleClaims(source, schema, scope, about, place) : []),
  ];
}

function bodyClaims(source: ContractSource, node: ContractNode, scope: string): Claim[] {
  const media = members(source, member(source, node, 'content'));
  const schemas = bodySchemaFacts(source, node).map((schema) => `a body of ${schema}`);
  const implied = [
    node.object['required'] === true ? 'a body is required' : 'a body is optional',
    'a body is of type object',
  ];
  return [
    ...(placeOf(node) && !isDerived(node)
      ? [claim(node, { facts: scoped(scope, ['a body', ...schemas]), implied: scoped(scope, implied) })]
      : []),
    ...media.flatMap(([type, one]) => [
      ...(placeOf(one) && !isDerived(one) ? [claim(one, { facts: scoped(scope, [`a body as ${type}`]) })] : []),
      ...exampleClaims(source, one, scope, 'a request is shown'),
    ]),
  ];
}

function responseClaims(source: ContractSource, node: ContractNode, scope: string, code: string): Claim[] {
  if (isDerived(node)) return [];
  const facts = [`answers ${code}`, ...bodySchemaFacts(source, node).map((schema) => `answers ${code} with ${schema}`)];
  const reason = node.object['x-reason'];
  if (typeof reason === 'string') facts.push(`answers ${code} as ${reason}`);
  return [
    claim(node, { facts: scoped(scope, facts) }),
    ...ruleClaims(source, node, scope, `answers ${code}`, placeOf(node)),
    ...members(source, member(source, node, 'content')).flatMap(([, one]) =>
      exampleClaims(source, one, scope, 'a response is shown'),
    ),
    ...members(source, member(source, node, 'x-fields')).flatMap(([, one]) => fieldClaims(source, one, scope)),
  ];
}

/** A field that an answer has, by the last part of its path: that is what stands in the document's table. */
function fieldClaims(source: ContractSource, node: ContractNode, scope: string): Claim[] {
  if (isDerived(node)) return [];
  const about = `field ${String(node.object['field']).split('.').at(-1)}`;
  const facts = [about, ...schemaFacts(source, node).map((fact) => `${about} ${fact}`)];
  return [claim(node, { facts: scoped(scope, facts) }), ...ruleClaims(source, node, scope, about, placeOf(node))];
}

function exampleClaims(source: ContractSource, media: ContractNode, scope: string, what: string): Claim[] {
  const examples = members(source, member(source, media, 'examples')).filter(([, node]) => !isDerived(node));
  return examples.map(([, node]) => claim(node, { facts: [{ scope, what, value: node.object['value'] }] }));
}

/** What is promised in sentences: its words must stand there; a status code among them accounts for the document's. */
function ruleClaims(source: ContractSource, node: ContractNode, scope: string, about: string, place?: Place): Claim[] {
  return members(source, member(source, node, 'x-rules')).flatMap(([, rule]) => {
    if (isDerived(rule)) return [];
    const words = Array.isArray(rule.object['words']) ? rule.object['words'].map(String) : [];
    const codes = words.filter((word) => /^[1-5]\d\d$/.test(word));
    const mentions = scoped(
      scope,
      codes.map((code) => `${about} mentions ${code}`),
    );
    return [{ ...claim(rule, { facts: mentions, words }), place: placeOf(rule) ?? place }];
  });
}

function scoped(scope: string, facts: readonly string[]): Omit<Fact, 'place'>[] {
  return facts.map((what) => ({ scope, what }));
}

function claim(node: ContractNode, { facts = [], implied = [], words = [] }: Partial<Claim>): Claim {
  return { place: placeOf(node), facts, implied, words, path: node.path };
}
