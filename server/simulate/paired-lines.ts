import assert from 'node:assert/strict';
import { readPricedLine, type PricedLine } from '../settlement/priced-line.js';
import { linesOf } from '../settlement/sort-lines.js';

/**
 * Reads the sorted lines of the same records under two policies side by side, some hundreds at a time: lines stand by hospital, case and
 * record, which no policy changes.
 *
 * @param before File of sorted lines. @param after Another, of the same records.
 */
export async function* pairedLines(
  before: string,
  after: string,
): AsyncGenerator<readonly (readonly [PricedLine, PricedLine])[], void, undefined> {
  const others = linesOf(after);
  let held: readonly string[] = [];
  for await (const lines of linesOf(before)) {
    while (held.length < lines.length) {
      const { done, value } = await others.next();
      assert(done !== true, 'both sides hold the same cases');
      held = [...held, ...value];
    }
    yield lines.map((line, at) => pairOf(readPricedLine(line), readPricedLine(held[at]!)));
    held = held.slice(lines.length);
  }
  assert(held.length === 0 && (await others.next()).done === true, 'both sides hold the same cases');
}

function pairOf(one: PricedLine, other: PricedLine): readonly [PricedLine, PricedLine] {
  const isSame = one.hospital === other.hospital && one.caseId === other.caseId && one.content === other.content;
  assert(isSame, 'the cases of both sides stand in the same order');
  return [one, other];
}
