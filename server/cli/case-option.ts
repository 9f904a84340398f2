import { mkdtemp, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CodedError } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';
import { openCaseSource, type CaseFormat, type ReadCase } from '../intake/index.js';

/** Options of every command that works on one case. */
export interface CaseOptions {
  /** A JSON object, or a file of cases. */
  readonly case: string;
  /** Which case of the file, from 1. */
  readonly row: number;
  readonly inputFormat?: CaseFormat;
  readonly encoding?: string;
}

/** Reads the case that the options name. @throws SERVER_CASE_NOT_JSON, SERVER_CASE_NOT_FOUND, and as `openCaseSource` */
export async function readCase(options: CaseOptions): Promise<ReadCase> {
  if (!options.case.trimStart().startsWith('{')) return caseInFile(options.case, options);
  // One reader serves files and words of the command line alike, so that both are checked alike.
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-'));
  const file = join(folder, 'case.json');
  try {
    const parsed = parseJson(options.case);
    await writeFile(file, `${JSON.stringify(parsed)}\n`);
    const { encoding: _, ...inline } = options;
    return await caseInFile(file, inline, '--case');
  } catch (error) {
    if (!(error instanceof CodedError && error.code === 'INTAKE_NO_HEADER')) throw error;
    const why = '没有病例的字段，如 principalDiagnosis (no field of a case, such as principalDiagnosis)';
    throw new ServerError('SERVER_CASE_NOT_JSON', { why });
  } finally {
    await unlink(file).catch(() => undefined);
    await rmdir(dirname(file));
  }
}

function parseJson(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    throw new ServerError('SERVER_CASE_NOT_JSON', { why: (error as Error).message });
  }
}

type InFile = Omit<CaseOptions, 'case'>;

async function caseInFile(path: string, { row, inputFormat, encoding }: InFile, shownPath = path): Promise<ReadCase> {
  if (path !== '-') {
    await stat(path).catch((error: Error) => {
      throw new ServerError('SERVER_CASE_NOT_JSON', { why: error.message });
    });
  }
  const source = await openCaseSource({
    path,
    ...(inputFormat === undefined ? {} : { format: inputFormat }),
    ...(encoding === undefined ? {} : { encoding }),
  });
  try {
    let before = 0;
    for await (const batch of source.batches()) {
      const found = batch[row - 1 - before];
      if (found !== undefined) return found;
      before += batch.length;
    }
    throw new ServerError('SERVER_CASE_NOT_FOUND', { path: shownPath, row });
  } finally {
    await source.close();
  }
}
