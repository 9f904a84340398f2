import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';

/** A value and where it begins, or its key where it has one. */
interface Child {
  readonly value: Node | null;
  readonly offset: number | undefined;
}

/** Finds the line of a value in a YAML text, for people who look for it in their editor. */
export class YamlLines {
  readonly #lines = new LineCounter();
  readonly #root: Node | null;

  constructor(text: string) {
    this.#root = parseDocument(text, { schema: 'failsafe', lineCounter: this.#lines }).contents;
  }

  /**
   * @param at Keys and places with points between: `sections.dip.pointValue.history.resident.0.value`.
   * @returns The line of the deepest of them that is there, from 1.
   */
  lineOf(at: string): number {
    let node = this.#root;
    let offset = 0;
    let rest = at === '' ? [] : at.split('.');
    while (rest.length > 0) {
      const found = firstChild(node, rest);
      if (found === undefined) break;
      node = found.child.value;
      offset = found.child.offset ?? offset;
      rest = rest.slice(found.steps);
    }
    return this.#lines.linePos(offset).line;
  }
}

/** The child that the first steps lead to; a key may hold points itself, and then takes several. */
function firstChild(node: Node | null, rest: readonly string[]): { readonly child: Child; readonly steps: number } | undefined {
  for (let steps = rest.length; steps > 0; steps--) {
    const child = childOf(node, rest.slice(0, steps).join('.'));
    if (child !== undefined) return { child, steps };
  }
  return undefined;
}

function childOf(node: Node | null, key: string): Child | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (pair === undefined) return undefined;
    return { value: nodeOrNull(pair.value), offset: isNode(pair.key) ? pair.key.range?.[0] : undefined };
  }
  const value = isSeq(node) ? nodeOrNull(node.items[Number(key)]) : null;
  return value === null ? undefined : { value, offset: value.range?.[0] };
}

const nodeOrNull = (value: unknown): Node | null => (isNode(value) ? value : null);
