import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LineSorter } from '../../../server/settlement/sort-lines.js';
import { temporaryFolder } from '../../command-line.js';

const line = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\n', '␊'));

async function sorted(batches: readonly (readonly string[])[], linesAStretch: number): Promise<string[]> {
  const folder = temporaryFolder();
  const sorter = new LineSorter((name) => join(folder, name), linesAStretch);
  for (const lines of batches) await sorter.add(lines);
  const all: string[] = [];
  for await (const lines of sorter.sorted()) all.push(...lines);
  return all;
}

describe('LineSorter', () => {
  test('whatever order and batches lines come in, they go out as a sort in memory has them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(line, { maxLength: 9 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 20 }),
        async (batches, size) => {
          expect(await sorted(batches, size)).toEqual(batches.flat().sort());
        },
      ),
      { seed: 20260522, numRuns: 60 },
    );
  });

  test('more stretches than a batch of output has lines are merged without losing one', async () => {
    const lines = Array.from({ length: 9000 }, (_, at) => `line ${String((at * 7919) % 9000).padStart(5, '0')}`);
    expect(
      await sorted(
        lines.map((one) => [one]),
        1000,
      ),
    ).toEqual([...lines].sort());
  });

  test('no lines at all are none', async () => {
    expect(await sorted([], 10)).toEqual([]);
  });
});
