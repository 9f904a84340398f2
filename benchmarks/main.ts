// npm run bench: answers are checked, then timed; figures go to standard output and, as JSON, to benchmarks/results/ or to --json FILE.
// npm run bench -- --generate N --seed S --scheme ID writes a case file instead. README.md has the options.
import { benchmarkDirectoryBuilder } from './directory-builder.js';
import { benchmarkDrgGrouping, SEED } from './drg-grouping.js';
import { generateCommand } from './generate/generate-command.js';
import { keepResults } from './keep-results.js';
import { circumstances } from './machine.js';
import { readOptions } from './options.js';
import { printBuilderResults, printDrgResults, printMachine } from './print-results.js';

// npm runs scripts in the package's folder; files are meant from where the person stands.
if (process.env['INIT_CWD']) process.chdir(process.env['INIT_CWD']);
const options = readOptions(process.argv.slice(2));
const { generate, only, rounds, rows, json, scheme } = options;
if (generate !== undefined) {
  if (scheme === undefined) throw new Error('--generate needs --scheme');
  await generateCommand({ ...options, rows: generate, scheme });
} else {
  const machine = circumstances();
  printMachine(machine);
  if (only === 'directory') {
    const results = await benchmarkDirectoryBuilder(rows, SEED);
    printBuilderResults(results);
    await keepResults('directory-builder', machine, results, json);
  } else {
    const results = await benchmarkDrgGrouping(rounds);
    const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
    printDrgResults(results, rounds, peakMiB);
    await keepResults('drg-grouping', machine, { seed: SEED, ...results, peakMiB }, json);
  }
}
