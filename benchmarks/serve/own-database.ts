import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database that is gone afterwards. */
export interface OwnDatabase {
  readonly url: string;
  remove(): Promise<void>;
}

/** Makes a database of its own beside the one that is named, so that nothing of a benchmark stays in that. */
export async function ownDatabase(address: string): Promise<OwnDatabase> {
  const name = `dianzhi_bench_${randomUUID().replaceAll('-', '')}`;
  const command = async (text: string) => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  await command(`create database ${name}`);
  const url = new URL(address);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => command(`drop database ${name} with (force)`) };
}
