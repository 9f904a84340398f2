// Puts what the command line and its threads load together, in place, in a folder of compiled code: as hundreds of modules a thread took a
// fifth of a second to start and a command as long. Packages stay where they are. Usage: node bundle-programs.mjs FOLDER
import { readdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const THREAD = /-(thread|worker)\.js$/;
/** Named like one, and loaded by those that start threads. */
const STARTS_THREADS = 'run-in-thread.js';

/** @param folder Of compiled code: `dist`. */
export async function bundlePrograms(folder) {
  const server = join(folder, 'server');
  const threads = readdirSync(server, { recursive: true }).filter((name) => THREAD.test(name) && name !== STARTS_THREADS);
  const programs = [...threads, join('cli', 'main.js')];
  const bundle = await rolldown({
    input: Object.fromEntries(programs.map((name) => [join('server', name.slice(0, -'.js'.length)), join(server, name)])),
    platform: 'node',
    external: (name) => !name.startsWith('.') && !isAbsolute(name),
    // No module does anything but give what it exports: one of which nothing is taken is left out.
    treeshake: { moduleSideEffects: false },
  });
  await bundle.write({ dir: folder, format: 'esm', chunkFileNames: 'server/chunks/[name]-[hash].js' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundlePrograms(resolve(process.argv[2]));
