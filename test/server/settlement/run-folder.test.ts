import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RunFolder } from '../../../server/settlement/run-folder.js';
import { temporaryFolder } from '../../command-line.js';

const coded = (code: string) => expect.objectContaining({ code });

describe('RunFolder', () => {
  test('has its name only when it is complete, and knows the checksum of every file', async () => {
    const place = temporaryFolder();
    const path = join(place, 'run');
    const run = await RunFolder.open(path);
    await run.write('b.csv', ['x,', 'y\n']);
    await run.write('a.txt', ['医保\n']);
    expect(existsSync(path)).toBe(false);
    await run.commit();
    expect(readdirSync(place)).toEqual(['run']);
    expect(readFileSync(join(path, 'b.csv'), 'utf8')).toBe('x,y\n');
    expect(run.files).toEqual([
      { name: 'a.txt', size: 7, sha256: createHash('sha256').update('医保\n').digest('hex') },
      { name: 'b.csv', size: 4, sha256: createHash('sha256').update('x,y\n').digest('hex') },
    ]);
  });

  test('a run that is given up leaves nothing', async () => {
    const place = temporaryFolder();
    const run = await RunFolder.open(join(place, 'run'));
    await run.write('a.txt', ['a']);
    await run.discard();
    expect(readdirSync(place)).toEqual([]);
  });

  test('what stands is never written over, not even by a run that began before it stood', async () => {
    const place = temporaryFolder();
    const path = join(place, 'run');
    const run = await RunFolder.open(path);
    mkdirSync(path);
    await expect(run.commit()).rejects.toEqual(coded('SETTLEMENT_RUN_EXISTS'));
    await expect(RunFolder.open(path)).rejects.toEqual(coded('SETTLEMENT_RUN_EXISTS'));
    await run.discard();
    expect(readdirSync(place)).toEqual(['run']);
  });

  test('what a killed run left goes when the same run starts again; what a living process writes stays', async () => {
    const place = temporaryFolder();
    const path = join(place, 'run');
    mkdirSync(`${path}.999999999.partial`);
    writeFileSync(join(`${path}.999999999.partial`, 'a.txt'), 'half');
    mkdirSync(`${path}.${process.ppid}.partial`);
    const run = await RunFolder.open(path);
    await run.discard();
    expect(readdirSync(place)).toEqual([`run.${process.ppid}.partial`]);
  });

  test('a place that cannot be written is said so', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(RunFolder.open(join(file, 'run'))).rejects.toEqual(coded('SERVER_OUTPUT_UNWRITABLE'));
  });
});
