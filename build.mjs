// Builds dist/ from the TypeScript sources; with --if-stale only when a source is newer than the last build.
// What the compiler says goes to standard error, so that a command started through here owns standard output.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, '.stamp');
const SOURCES = [
  'index.ts',
  'reference-data',
  'grouper',
  'pricing',
  'server',
  'package.json',
  'tsconfig.json',
  'bundle-programs.mjs',
];

function newestChange(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return /\.(ts|mjs|json)$/.test(path) ? stat.mtimeMs : 0;
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function isStale() {
  if (!existsSync(stamp)) return true;
  return Math.max(...SOURCES.map((name) => newestChange(join(root, name)))) > statSync(stamp).mtimeMs;
}

// Compiled beside dist/ and moved there whole, so that a command running meanwhile never meets half a build.
async function build() {
  const fresh = join(root, `dist.${process.pid}`);
  const abandon = (error) => {
    if (error !== undefined) console.error(error.message);
    rmSync(fresh, { recursive: true, force: true });
    process.exit(1);
  };
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json'), '--outDir', fresh], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) abandon();
  // Loaded where something is built alone: most commands find dist/ as it should be.
  const { bundlePrograms } = await import('./bundle-programs.mjs');
  await bundlePrograms(fresh).catch((error) => abandon(error));
  writeFileSync(join(fresh, '.stamp'), '');
  const old = join(root, `dist.${process.pid}.old`);
  if (existsSync(dist)) renameSync(dist, old);
  try {
    renameSync(fresh, dist);
  } catch {
    rmSync(fresh, { recursive: true, force: true }); // another build was put in place meanwhile
  }
  rmSync(old, { recursive: true, force: true });
}

const args = process.argv.slice(2);
const then = args.indexOf('--then');
if (!args.includes('--if-stale') || isStale()) {
  // Whoever waits for a command at a terminal is told what takes so long.
  if (then >= 0 && process.stderr.isTTY) process.stderr.write('正在编译（源码有变化时一次） | building, once after a change …\n');
  await build();
}
if (then >= 0) {
  // npm runs scripts in the package's folder; files are meant from where the person stands.
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  const program = join(root, args[then + 1]);
  process.argv.splice(1, process.argv.length, program, ...args.slice(then + 2));
  await import(pathToFileURL(program).href);
}
