import { loadScheme } from '../../server/schemes/load-scheme.js';
import { caseFileName, writeCases } from './write-cases.js';

/** Options of `npm run bench -- --generate`. */
export interface GenerateOptions {
  readonly rows: number;
  readonly seed: number;
  /** Identifier of the scheme. */
  readonly scheme: string;
  /** Directory of imported schemes. */
  readonly data: string | undefined;
  readonly output: string | undefined;
}

/** Writes a case file that anybody who has the scheme can make by its seed, and tells its checksum. */
export async function generateCommand({ rows, seed, scheme: id, data, output }: GenerateOptions): Promise<void> {
  // What is half written is removed as the process ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const file = { scheme: await loadScheme(id, data === undefined ? {} : { data }), rows, seed };
  const { path, bytes, sha256, seconds } = await writeCases(file, output ?? caseFileName(file));
  const speed = Math.round(rows / seconds).toLocaleString('en');
  process.stderr.write(
    `${path}: ${rows} rows, ${bytes} bytes, scheme ${id} ${file.scheme.manifest.checksum.slice(0, 16)}, seed ${seed}, ` +
      `sha256 ${sha256}, ${seconds.toFixed(1)} s, ${speed} rows/s\n`,
  );
}
