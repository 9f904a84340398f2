// One run in a process of its own: node grouping-run.js INPUT OUTPUT SCHEME DATA THREADS prints its seconds, without the start of the
// process, and its peak resident memory in MiB.
import { groupFile } from '../../server/grouping/group-file.js';
import { loadForGrouping } from '../../server/schemes/shared-scheme.js';

const [input, output, id, data, threads] = process.argv.slice(2) as [string, string, string, string, string];
const scheme = await loadForGrouping(id, { data });
const started = performance.now();
await groupFile({ scheme, input, output, outputFormat: 'csv', threads: Number(threads) });
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ seconds, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }));
