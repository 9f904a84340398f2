import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import type { LaneCounts } from '../../../grouper/index.js';
import { GROUPING } from '../../../server/batch/chunk-grouper.js';
import { groupChunks } from '../../../server/batch/group-chunks.js';
import { startChunkWorkers, type ChunkWorkers } from '../../../server/batch/chunk-workers.js';
import { openCaseSource } from '../../../server/intake/index.js';
import { shareScheme } from '../../../server/schemes/shared-scheme.js';
import { TINY } from '../tiny-scheme.js';
import { caseFile, loaded, tablesOf } from './both-paths.js';

const scheme = loaded(tablesOf(TINY));
const ROWS = 20_000;
const CHUNK = 4000;

const started: Worker[] = [];
const note = (worker: Worker) => void started.push(worker);
afterEach(() => {
  process.removeListener('worker', note);
  started.length = 0;
});

/** Workers for a table, and what starts grouping it. */
async function running(threads: number, damage: (packed: Uint8Array) => void = () => {}) {
  const row = (number: number) => `c-${number},1,60,I63.900\n`;
  const path = caseFile(`caseId,sex,ageYears,principalDiagnosis\n${Array.from({ length: ROWS }, (_, at) => row(at)).join('')}`);
  const source = await openCaseSource({ path });
  const file = source.cuttable!;
  const { kind, packed } = shareScheme(scheme);
  damage(new Uint8Array(packed));
  process.on('worker', note);
  const workers = startChunkWorkers(GROUPING, { scheme: { kind, packed }, file, columns: [], outputFormat: 'csv' }, threads);
  const chunks = groupChunks(file, workers, { chunkSize: CHUNK, from: file.firstRecordAt });
  return { workers, chunks };
}

/** The code of the error with which grouping ends, and how many chunks came before. */
async function endOf(
  { workers, chunks }: { readonly workers: ChunkWorkers<LaneCounts>; readonly chunks: AsyncIterable<unknown> },
  onChunk: (count: number) => void = () => {},
): Promise<{ readonly code: unknown; readonly chunks: number }> {
  let count = 0;
  try {
    for await (const _ of chunks) onChunk(++count);
    return { code: 'done', chunks: count };
  } catch (error) {
    return { code: (error as { code?: unknown }).code ?? error, chunks: count };
  } finally {
    await workers.close();
  }
}

describe('startChunkWorkers', () => {
  test('threads that cannot read the scheme: one error with a code, and none that nobody takes', async () => {
    const run = await running(3, (packed) => packed.fill(0, 0, 4));
    expect(await endOf(run)).toEqual({ code: 'SERVER_WORKER_STOPPED', chunks: 0 });
    // Errors of the other threads would come now.
    await new Promise((resolve) => setTimeout(resolve, 300));
  });

  test('a task that fails in its thread', async () => {
    const { workers, chunks } = await running(2);
    const task = { slot: {} as never, length: 1, bytesToEnd: 1, isPassedOver: false, number: 0 };
    await expect(workers.group(task)).rejects.toMatchObject({ code: 'SERVER_WORKER_STOPPED' });
    await chunks.return(undefined);
    await workers.close();
  });

  test.each([
    ['one of the threads', 1],
    ['all threads', 3],
  ])('%s stopped in mid-run: the run ends with an error before the last chunk', async (_why, killed) => {
    const run = await running(3);
    const { code, chunks } = await endOf(run, (count) => {
      if (count === 10) for (const worker of started.slice(0, killed)) void worker.terminate();
    });
    expect({ code, isBeforeTheEnd: chunks < (ROWS * 18) / CHUNK }).toEqual({
      code: 'SERVER_WORKER_STOPPED',
      isBeforeTheEnd: true,
    });
  });

  test('a reader that has had enough stops the run without a word', async () => {
    const { workers, chunks } = await running(2);
    await chunks.next();
    await chunks.return(undefined);
    await workers.close();
    expect(started).toHaveLength(2);
  });

  test('one thread starts no worker', async () => {
    const run = await running(1);
    expect((await endOf(run)).code).toBe('done');
    expect(started).toEqual([]);
  });
});
