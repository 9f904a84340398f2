// npm run bench: answers are checked, then timed; figures go to standard output and, as JSON, to benchmarks/results/.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../reference-data/index.js';
import { benchmarkDrgGrouping, SEED } from './drg-grouping.js';
import { circumstances } from './machine.js';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
const rounds = Number(values.rounds);
const machine = circumstances();
console.log(
  Object.entries(machine)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · '),
);

const { scheme, cases, fingerprint, measured } = await benchmarkDrgGrouping(rounds);
console.log(
  `\n${scheme} · ${cases} · seed ${SEED} · ${rounds} rounds · answers checked, fingerprint ${fingerprint.slice(0, 16)}\n`,
);
const base = measured[0]!.median;
console.log('| what | median /s | slowest - fastest | times the plain interpreter |');
console.log('| --- | ---: | ---: | ---: |');
for (const { name, operation, median, slowest, fastest } of measured) {
  const ratio = operation === 'group one case' ? (median / base).toFixed(1) : '';
  console.log(`| ${name} | ${figure(median)} | ${figure(slowest)} - ${figure(fastest)} | ${ratio} |`);
}
const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`\npeak resident memory of this process: ${peakMiB} MiB`);

const folder = join(packageRoot(), 'benchmarks', 'results');
await mkdir(folder, { recursive: true });
const file = join(folder, `${machine.date}-drg-grouping.json`);
await writeFile(file, `${JSON.stringify({ machine, seed: SEED, scheme, cases, fingerprint, measured, peakMiB }, null, 2)}\n`);

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
