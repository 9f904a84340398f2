import { createHash } from 'node:crypto';
import { Progress } from '../../server/cli/progress.js';
import { openOutput } from '../../server/grouping/output-file.js';
import { generateCases, ROWS_IN_PIECE, type CaseFile } from './generate-cases.js';

/** What was written, and how long it took. */
export interface WrittenCases {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of the file: who generates it by seed can tell that it is the same. */
  readonly sha256: string;
  readonly seconds: number;
}

/** The name of a case file that is not told one. */
export function caseFileName({ scheme, rows, seed }: CaseFile): string {
  return `cases-${scheme.manifest.id}-${seed}-${rows}.csv`;
}

/**
 * Writes a case file; it has its name only when it is complete. Pieces are forgotten when they are written, so memory is the same for
 * any length. On a terminal a bar shows how far the work is.
 */
export async function writeCases(file: CaseFile, path: string): Promise<WrittenCases> {
  const started = performance.now();
  const output = await openOutput(path);
  const progress = new Progress('en');
  const hash = createHash('sha256');
  let bytes = 0;
  let rows = -ROWS_IN_PIECE; // the first piece is the header
  try {
    for (const piece of generateCases(file)) {
      hash.update(piece);
      bytes += Buffer.byteLength(piece);
      await output.write(piece);
      rows += ROWS_IN_PIECE;
      progress.show(rows, rows / file.rows);
    }
    await output.commit();
  } catch (error) {
    await output.discard();
    throw error;
  } finally {
    progress.end();
  }
  return { path, rows: file.rows, bytes, sha256: hash.digest('hex'), seconds: (performance.now() - started) / 1000 };
}
