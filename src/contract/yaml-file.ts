import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { ContractError, messageOf } from '../errors.ts';

/** A YAML file of the suite's own data, with the line of each node for error messages. */
export interface YamlFile<T> {
  /** The name without its folder, for messages. */
  readonly name: string;
  readonly data: T;
  /** The 1-based line on which the node at this path begins; that of its nearest ancestor where there is none. */
  lineOf(path: readonly (string | number)[]): number;
}

/**
 * Reads one YAML file. Where the build has put its JSON beside it, that is read, twenty times faster, and the YAML is parsed only
 * when a line is asked for. @throws ContractError that names the file and the line.
 */
export function readYaml<T>(file: string): YamlFile<T> {
  const name = basename(file);
  const compiled = `${file}.json`;
  let parsed: Parsed | undefined;
  const parseOnce = () => {
    parsed ??= parseYaml(file, name);
    return parsed;
  };
  const data = existsSync(compiled) ? JSON.parse(readFileSync(compiled, 'utf8')) : parseOnce().document.toJS();
  return { name, data: data as T, lineOf: (path) => lineIn(parseOnce(), path) };
}

interface Parsed {
  readonly document: Document;
  readonly lines: LineCounter;
}

function parseYaml(file: string, name: string): Parsed {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new ContractError(`${name}: cannot be read: ${messageOf(thrown)}`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new ContractError(`${name}:${lines.linePos(error.pos[0]).line}: ${messageOf(error)}`);
  return { document, lines };
}

function lineIn({ document, lines }: Parsed, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
