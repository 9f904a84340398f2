import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';

/**
 * Loads what a batch has stored into tables like its own, from files, in a transaction each.
 *
 * @param database Its address.
 * @param folder For the files.
 * @returns Seconds.
 */
export async function bareCopies(
  database: string,
  folder: string,
  id: string,
): Promise<{ readonly cases: number; readonly results: number }> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const copy = async (table: string) => {
    const [file, like] = [join(folder, `${table}.copy`), `copied_${table}`];
    await pipeline(client.query(to(`copy (select * from ${table} where batch = '${id}') to stdout`)), createWriteStream(file));
    await client.query(`create table ${like} (like ${table} including all)`);
    const started = performance.now();
    await client.query('begin');
    await pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), client.query(from(`copy ${like} from stdin`)));
    await client.query('commit');
    const seconds = (performance.now() - started) / 1000;
    await client.query(`drop table ${like}`);
    await rm(file);
    return seconds;
  };
  try {
    return { cases: await copy('batch_case'), results: await copy('batch_result') };
  } finally {
    await client.end();
  }
}
