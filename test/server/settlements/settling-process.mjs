// A process that settles, over documents and batches that lie in files. Told to hang, it stops in the middle of reading cases.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Jobs } from '../../../dist/server/jobs/index.js';
import { SETTLE_JOB, VERIFY_JOB, workOnSettlements } from '../../../dist/server/settlements/index.js';
import { openStore, Shelf } from '../../../dist/server/store/index.js';
import { WorkFolder } from '../../../dist/server/work-folder.js';

const [url, schema, folder, what] = process.argv.slice(2);
const say = (words) => process.stdout.write(`${words}\n`);
const store = await openStore({ url, schema });
const jobs = await Jobs.open(store, [SETTLE_JOB, VERIFY_JOB], (error) => process.stderr.write(`${error.stack}\n`));
const data = join(folder, 'data');
const sources = {
  documentPath: async (_, id) => join(folder, id),
  async *casesOf(id) {
    say('reading');
    if (what === 'hang') {
      yield Buffer.from('caseId,hospital');
      await new Promise(() => setInterval(() => undefined, 1000));
    }
    yield* createReadStream(join(folder, `batch-${id}.csv`));
  },
  registerOf: async () => false,
  data,
};
workOnSettlements(jobs, { store, sources, shelf: new Shelf(store, data), folder: new WorkFolder(data), threads: 1 });
say('ready');
