// The way of a file through the service without the database: through the door, then its kept records in chunks to results.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ChunkWorkers } from '../../../server/batch/chunk-workers.js';
import { passDoor, type DoorOptions, type DoorReport, type OpenedFile } from '../../../server/batches/door.js';
import { temporaryFolder } from '../../command-line.js';
import { mayHold } from '../batch/may-hold.js';

const folder = temporaryFolder();
let files = 0;

/** A row of a table in the form in which the database copies it. */
export type CopiedRow = readonly string[];

export interface PassedFile {
  readonly report: DoorReport & OpenedFile;
  /** As they were written: nothing of a person may be in it. */
  readonly text: string;
  /** Rows of the table of cases: batch, chunk, place, hospital, case, record. */
  readonly rows: readonly CopiedRow[];
}

/** Takes a file through the door. */
export async function throughDoor(path: string, options: Partial<DoorOptions> = {}): Promise<PassedFile> {
  const rows = join(folder, `rows-${files++}`);
  try {
    const door = { path, name: path, batch: '77', own: '', rows, needsColumns: true, threads: 1, ...options };
    let opened: OpenedFile;
    let written = 0;
    const report = await passDoor(door, {
      opened: async (file) => void (opened = file),
      wrote: (length) => (written = length),
    });
    const text = readFileSync(rows, 'utf8');
    expect(Buffer.byteLength(text)).toBe(written);
    const passed = rowsOf(text);
    for (const [, chunk, , , id] of passed) expect([id, mayHold(report.chunks[Number(chunk)]!.ids, id!)]).toEqual([id, true]);
    return { report: { ...opened!, ...report }, text, rows: passed };
  } finally {
    rmSync(rows, { force: true });
  }
}

const rowsOf = (text: string): CopiedRow[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t'));

/** Rows of the table of results: batch, chunk, place, hospital, line, status. */
export async function resultsOf(rows: readonly CopiedRow[], workers: ChunkWorkers<unknown>): Promise<readonly CopiedRow[]> {
  const chunks = new Map<string, CopiedRow[]>();
  for (const row of rows) chunks.set(row[1]!, [...(chunks.get(row[1]!) ?? []), row]);
  const results: CopiedRow[] = [];
  for (const some of chunks.values()) {
    const bytes = Buffer.from(
      some.map(([, , place, hospital, , record]) => [place, hospital, record].join('\t') + '\n').join(''),
    );
    const slot = { input: new SharedArrayBuffer(bytes.length), output: new SharedArrayBuffer(bytes.length) };
    new Uint8Array(slot.input).set(bytes);
    const task = { slot, length: bytes.length, bytesToEnd: Infinity, isPassedOver: false, number: Number(some[0]![1]) };
    const { length, spilled } = await workers.group(task);
    results.push(...rowsOf(Buffer.from(spilled ?? Buffer.from(slot.output, 0, length)).toString('utf8')));
  }
  return results;
}

const SIGNS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** What a field of a copied row states. */
export const stated = (field: string): string => field.replace(/\\(.)/g, (_, sign: string) => SIGNS[sign] ?? sign);
