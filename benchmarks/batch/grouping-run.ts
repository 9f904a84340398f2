// One run in a process of its own: node grouping-run.js INPUT OUTPUT SCHEME DATA prints its peak resident memory in MiB.
import { groupFile } from '../../server/grouping/group-file.js';
import { loadForGrouping } from '../../server/schemes/shared-scheme.js';

const [input, output, id, data] = process.argv.slice(2) as [string, string, string, string];
await groupFile({ scheme: await loadForGrouping(id, { data }), input, output, outputFormat: 'csv', threads: 2 });
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
