// npm run bench:compare REF [-- --rounds N --changes] [-- options of the benchmark program]
// Measures the present commit against another one in alternating rounds; README.md says how to read the table.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareRuns, printRows, readRun } from './compare-results.mjs';
import { git, layOut, measureVersion, treeOfChanges } from './version-to-measure.mjs';

/** Rounds within each run of the benchmark program; the alternating rounds around them are what counts. */
const INNER_ROUNDS = '3';

const root = dirname(import.meta.dirname);
const { ref, rounds, changes, passed } = readArguments(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'dianzhi-compare-'));
let child;
process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    child?.kill('SIGKILL');
    process.exit(130);
  });
}
try {
  process.exitCode = await compare();
} catch (error) {
  tell(error.message);
  process.exitCode = 1;
}

async function compare() {
  const otherCommit = git(root, ['rev-parse', '--short', '--verify', `${ref}^{commit}`]);
  const headCommit = git(root, ['rev-parse', '--short', 'HEAD']);
  // Labelled cases lie beside the project on some machines, and must lie beside both versions.
  const shared = join(dirname(root), 'shared');
  if (existsSync(shared)) symlinkSync(shared, join(folder, 'shared'));
  mkdirSync(join(folder, 'tmp'));
  const versions = [
    { name: changes ? `${headCommit} with changes` : headCommit, tree: changes ? treeOfChanges(root, folder) : headCommit },
    { name: otherCommit, tree: otherCommit },
  ].map((version, place) => ({ ...version, folder: join(folder, `version-${place}`) }));
  for (const version of versions) {
    tell(`building ${version.name}`);
    await layOut(root, version.tree, version.folder, run);
  }
  const load = loadavg()[0].toFixed(2);
  const pairs = [];
  for (let round = 1; round <= rounds; round++) {
    const pair = [];
    // Every other pair begins with the other version: else a machine that grows busier would favour the first one.
    const order = round % 2 === 1 ? [0, 1] : [1, 0];
    for (const place of order) {
      const { name, folder: laidOut } = versions[place];
      const started = performance.now();
      pair[place] = readRun(await measureVersion(laidOut, passed, join(folder, 'results.json'), run));
      tell(`round ${round} of ${rounds}, ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
    pairs.push(pair);
  }
  const { rows, places, differing } = compareRuns(pairs);
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(
    `${new Date().toISOString().slice(0, 10)} · ${cpus()[0]?.model ?? 'unknown'} · ${cpus().length} cores · ${memory} GiB`,
  );
  console.log(`Node ${process.version} · load ${load} before, ${loadavg()[0].toFixed(2)} after · ${rounds} pairs of runs\n`);
  console.log(printRows(rows, versions[0].name, versions[1].name));
  if (differing.length === 0 && places.length > 0) console.log('\nThe answers are the same: equal fingerprints in all runs.');
  else
    console.log(
      `\n!!! THE ANSWERS DIFFER or are not stated, so the speeds do not compare: ${differing.join(', ') || 'no fingerprint'} !!!`,
    );
  return differing.length === 0 && places.length > 0 ? 0 : 1;
}

/** Runs a program to its end; what it prints is told only if it fails. Its temporary files are ours to remove. */
function run(command, args, { cwd = process.env.INIT_CWD ?? process.cwd() } = {}) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, TMPDIR: join(folder, 'tmp') };
    child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said = (said + piece).slice(-4000)));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')}: ${signal ?? `exit code ${code}`}\n${said}`));
    });
  });
}

function readArguments(args) {
  const end = args.indexOf('--');
  const { values, positionals } = parseArgs({
    args: end < 0 ? args : args.slice(0, end),
    options: { rounds: { type: 'string', default: '5' }, changes: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const rounds = Number(values.rounds);
  if (positionals.length !== 1 || !Number.isInteger(rounds) || rounds < 1) {
    tell('npm run bench:compare REF [-- --rounds N --changes] [-- options of the benchmark program]');
    process.exit(2);
  }
  const passed = end < 0 ? [] : args.slice(end + 1);
  if (!passed.some((word) => word.startsWith('--rounds'))) passed.push('--rounds', INNER_ROUNDS);
  return { ref: positionals[0], rounds, changes: values.changes, passed };
}

function tell(text) {
  process.stderr.write(`${text}\n`);
}
