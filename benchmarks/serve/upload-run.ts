// A client in a process of its own: node upload-run.js URL KEY INPUT OUTPUT sends a file and keeps what comes back, both at once, and prints
// its seconds.
import { createReadStream, createWriteStream } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';

const [url, key, input, output] = process.argv.slice(2) as [string, string, string, string];
const started = performance.now();
const sent = request(url, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' } });
const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
const received = answered.then(([answer]) => {
  if (answer.statusCode! >= 300) throw new Error(`status ${answer.statusCode}`);
  return pipeline(answer, createWriteStream(output, { highWaterMark: 1 << 20 }));
});
await Promise.all([pipeline(createReadStream(input, { highWaterMark: 1 << 18 }), sent), received]);
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000 }));
