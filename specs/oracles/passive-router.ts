/** Finds what was filed under path templates such as `/api/v1/namespaces/{namespace}/pods/{name}`. */
export interface PathRouter<T> {
  /** What is filed under the template, made when there is nothing yet. */
  at(template: string, make: () => T): T;
  /** What a path, without its query, fits. Fixed segments go before named ones (OpenAPI 3.1, "Paths Object"). */
  find(path: string): T | undefined;
}

interface Node<T> {
  readonly fixed: Map<string, Node<T>>;
  named?: Node<T>;
  value?: T;
}

export function pathRouter<T>(): PathRouter<T> {
  const root: Node<T> = { fixed: new Map() };

  const walk = (node: Node<T>, segments: readonly string[], index: number): T | undefined => {
    const segment = segments[index];
    if (segment === undefined) return node.value;
    const next = node.fixed.get(segment);
    const found = next && walk(next, segments, index + 1);
    if (found !== undefined || !node.named || segment === '') return found;
    return walk(node.named, segments, index + 1);
  };

  return {
    at(template, make) {
      let node = root;
      for (const segment of template.split('/')) {
        const isNamed = /^\{.*\}$/.test(segment);
        let next = isNamed ? node.named : node.fixed.get(segment);
        if (!next) {
          next = { fixed: new Map() };
          if (isNamed) node.named = next;
          else node.fixed.set(segment, next);
        }
        node = next;
      }
      node.value ??= make();
      return node.value;
    },
    find: (path) => walk(root, path.split('/'), 0),
  };
}
