import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openStore, type Store } from '../../../server/store/index.js';

/** A database that tests run on; the same tests run on all that there are. */
export interface TestDatabase {
  readonly name: string;
  open(): Promise<Store>;
}

const url = process.env['DATABASE_URL'];

/** The embedded database always, and the PostgreSQL of `DATABASE_URL` where it is set: each store in a schema of its own. */
export const TEST_DATABASES: readonly TestDatabase[] = [
  { name: 'embedded', open: () => openStore({ folder: undefined }) },
  ...(url === undefined ? [] : [{ name: 'PostgreSQL', open: () => openInSchema(url) }]),
];

async function openInSchema(address: string): Promise<Store> {
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(`create schema ${schema}`);
  const store = await openStore({ url: address, schema });
  const close = async () => {
    await store.close();
    await client.query(`drop schema ${schema} cascade; drop schema if exists ${schema}_jobs cascade`);
    await client.end();
  };
  return { ...store, close };
}
