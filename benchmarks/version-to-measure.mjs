import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Runs git in a folder and gives what it prints. @throws Error with what git said. */
export function git(root, args, env = {}) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.trim()}`);
  return stdout.trim();
}

/** The tree of everything in the working copy that git does not ignore. An index of its own leaves what is staged alone. */
export function treeOfChanges(root, folder) {
  const env = { GIT_INDEX_FILE: join(folder, 'index') };
  git(root, ['read-tree', 'HEAD'], env);
  git(root, ['add', '--all'], env);
  return git(root, ['write-tree'], env);
}

/** Lays a commit or tree out in a folder of its own, with its packages, ready to be built. @param run Runs a program and waits for it. */
export async function layOut(root, tree, folder, run) {
  mkdirSync(folder);
  const archive = `${folder}.tar`;
  git(root, ['archive', '--output', archive, tree]);
  await run('tar', ['-xf', archive, '-C', folder]);
  rmSync(archive);
  // A linked folder of packages is no ignored folder, so it may have come along.
  rmSync(join(folder, 'node_modules'), { force: true });
  const lock = (place) => readFileSync(join(place, 'package-lock.json'), 'utf8');
  const present = join(root, 'node_modules');
  // A version with other packages gets its own.
  if (existsSync(present) && lock(folder) === lock(root)) symlinkSync(present, join(folder, 'node_modules'));
  else await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
  await run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.bench.json'], { cwd: folder });
  // Versions before that step run what the compiler made.
  if (existsSync(join(folder, 'bundle-programs.mjs')))
    await run(process.execPath, ['bundle-programs.mjs', 'dist.bench'], { cwd: folder });
}

/** One run of the benchmark program of a version that is laid out. @returns Its results. */
export async function measureVersion(folder, options, json, run) {
  const program = ['--expose-gc', join(folder, 'dist.bench', 'benchmarks', 'main.js'), ...options];
  const kept = join(folder, 'benchmarks', 'results');
  const takesJson = readdirSync(join(folder, 'benchmarks')).some((name) => {
    return name.endsWith('.ts') && /^\s*json: \{/m.test(readFileSync(join(folder, 'benchmarks', name), 'utf8'));
  });
  if (takesJson) await run(process.execPath, [...program, '--json', json]);
  else {
    // Versions before that option keep their results in the folder of results alone.
    rmSync(kept, { recursive: true, force: true });
    await run(process.execPath, program);
    cpSync(join(kept, readdirSync(kept)[0]), json);
  }
  return JSON.parse(readFileSync(json, 'utf8'));
}
