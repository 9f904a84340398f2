// One settlement in a process of its own, as a person's command is: node settling-run.js REQUEST OUTPUT THREADS, with a request as
// places.json of a run has it. Prints what the run says of itself as JSON; the start of Node is not in its seconds.
import { settle } from '../../server/settlement/settle.js';
import { settleRequest } from '../../server/settlement/settle-request.js';
import type { SettlingAccount } from './run-settlement.js';

const [request, output, threads] = process.argv.slice(2) as [string, string, string];
const started = performance.now();
const run = await settle(settleRequest.parse(JSON.parse(request)), { output, threads: Number(threads) });
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage();
const account: SettlingAccount = {
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  fingerprint: run.fingerprint,
};
console.log(JSON.stringify(account));
