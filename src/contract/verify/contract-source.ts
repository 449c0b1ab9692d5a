import { isNode, LineCounter, parseDocument } from 'yaml';
import { ContractError, messageOf } from '../../errors.ts';

/** A contract as it is written, with the line of each node. A loaded contract's `file` is one. */
export interface ContractSource {
  readonly name: string;
  readonly data: unknown;
  /** The 1-based line on which the node at this path begins; that of its nearest ancestor where there is none. */
  lineOf(path: readonly (string | number)[]): number;
}

/** Parses a contract's text; references stay as they are. @throws ContractError that names the file and the line. */
export function parseContractSource(name: string, text: string): ContractSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new ContractError(`${name}:${lines.linePos(error.pos[0]).line}: ${messageOf(error)}`);
  return {
    name,
    data: document.toJS(),
    lineOf(path) {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
      }
      return 1;
    },
  };
}
