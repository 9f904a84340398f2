// A process that works on jobs: says which it took, and writes the effect with the end of the job once it is told to go on.
import { once } from 'node:events';
import { sql } from 'kysely';
import { z } from 'zod';
import { Jobs } from '../../../dist/server/jobs/index.js';
import { openStore, SYSTEM } from '../../../dist/server/store/index.js';

const [url, schema] = process.argv.slice(2);
const kind = { name: 'effect', payload: z.strictObject({ what: z.string() }), attempts: 5 };
const store = await openStore({ url, schema });
const jobs = await Jobs.open(store, [kind], (error) => process.stderr.write(`${error}\n`));
const say = (words) => process.stdout.write(`${words}\n`);

jobs.work(kind, { concurrency: 1 }, async ({ what }, { attempt, finish }) => {
  say(`took ${what} ${attempt}`);
  await once(process.stdin, 'data');
  await store.unit(SYSTEM, async (unit) => {
    await sql`insert into effects values (${what})`.execute(unit.db);
    await finish(unit);
  });
  say(`did ${what}`);
});
process.once('SIGTERM', async () => {
  await jobs.stop();
  await store.close();
  say('stopped');
  process.exit(0);
});
say('ready');
