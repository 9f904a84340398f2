// The service in a process of its own, as `dianzhi serve` starts it, with one route more: node service-run.js DATA KEY prints its address,
// and what it has used for every line that it is sent.
// The route behind /v1/echo is held to the same key, limits, headers and schema as /v1/group and answers with what it was sent.
import { createInterface } from 'node:readline';
import pino from 'pino';
import { readConfig, startService } from '../../server/http/index.js';
import { route } from '../../server/http/route.js';
import { groupRequest } from '../../server/http/routes/group.js';
import { ROLES } from '../../server/store/index.js';

const [data, key] = process.argv.slice(2) as [string, string];

const echo = route({
  method: 'post',
  path: '/v1/echo',
  summary: { zh: '原样返回', en: 'What was sent' },
  roles: ROLES,
  body: groupRequest,
  answer: groupRequest,
  handle: async ({ body }) => body,
});

const config = readConfig({ ...process.env, PORT: '0', DIANZHI_ADMIN_KEY: key, DIANZHI_REQUESTS_PER_MINUTE: '100000000' }, data);
const log = pino({ base: null }, pino.destination('/dev/null'));
const service = await startService(config, (error) => console.error(error), { routes: [echo], log });
console.log(service.address);
const { stdin } = process;
createInterface({ input: stdin }).on('line', () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  console.log(JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakMiB: Math.round(maxRSS / 1024) }));
});
// Whoever started it hangs up when it has had enough.
stdin.once('end', () => void service.stop().then(() => process.exit(0)));
