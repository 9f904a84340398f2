import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LineSorter } from '../../../server/settlement/sort-lines.js';
import { packageRoot } from '../../../reference-data/index.js';
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

test('words kept of lines from all over a file do not keep the file', () => {
  const path = join(temporaryFolder(), 'lines');
  writeFileSync(path, `${'x'.repeat(1000)}\n`.repeat(100_000));
  const program = `
    const { linesOf } = await import(${JSON.stringify(join(packageRoot(), 'dist', 'server', 'settlement', 'sort-lines.js'))});
    const words = [];
    let count = 0;
    for await (const lines of linesOf(${JSON.stringify(path)}))
      for (const line of lines) if (count++ % 50 === 0) words.push(line.slice(0, 20));
    console.log(count, words.length);`;
  // Unit of the limit: MiB. The file has a hundred.
  const words = ['--max-old-space-size=48', '--input-type=module', '--eval', program];
  const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect(stdout.trim()).toBe('100000 2000');
});
