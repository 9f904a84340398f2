// npm run bench [-- --only directory --rows 2000000]: answers are checked, then timed; figures go to standard output and, as JSON, to benchmarks/results/.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../reference-data/index.js';
import { benchmarkDrgGrouping, SEED } from './drg-grouping.js';
import { benchmarkDirectoryBuilder } from './directory-builder.js';
import { circumstances } from './machine.js';
import { medianRatio } from './measure.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    /** `directory` builds a directory instead of grouping under DRG: it takes minutes. */
    only: { type: 'string', default: 'drg' },
    rows: { type: 'string', default: '2000000' },
  },
});
const rounds = Number(values.rounds);
const machine = circumstances();
console.log(
  Object.entries(machine)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · '),
);

if (values.only === 'directory') await measureDirectoryBuilder();
else await measureDrgGrouping();

async function measureDirectoryBuilder(): Promise<void> {
  const results = await benchmarkDirectoryBuilder(Number(values.rows), SEED);
  console.log(`\nbuild a directory from CSV, one thread, one round`);
  for (const [name, value] of Object.entries(results)) console.log(`${name} ${value}`);
  await keep('directory-builder', results);
}

async function measureDrgGrouping(): Promise<void> {
  const { scheme, cases, fingerprint, measured } = await benchmarkDrgGrouping(rounds);
  console.log(
    `\n${scheme} · ${cases} · seed ${SEED} · ${rounds} rounds · answers checked, fingerprint ${fingerprint.slice(0, 16)}\n`,
  );
  console.log('| what | median /s | slowest - fastest | times the plain interpreter |');
  console.log('| --- | ---: | ---: | ---: |');
  for (const one of measured) {
    const { name, operation, median, slowest, fastest } = one;
    const ratio = operation === 'group one case' ? medianRatio(one, measured[0]!).toFixed(1) : '';
    console.log(`| ${name} | ${figure(median)} | ${figure(slowest)} - ${figure(fastest)} | ${ratio} |`);
  }
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`\npeak resident memory of this process: ${peakMiB} MiB`);

  await keep('drg-grouping', { seed: SEED, scheme, cases, fingerprint, measured, peakMiB });
}

/** Writes results with the machine that they belong to. */
async function keep(name: string, results: object): Promise<void> {
  const folder = join(packageRoot(), 'benchmarks', 'results');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${machine.date}-${name}.json`), `${JSON.stringify({ machine, ...results }, null, 2)}\n`);
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
