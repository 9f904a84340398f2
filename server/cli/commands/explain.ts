import { stat, unlink, writeFile, mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { printDipExplanation, printExplanation } from '../../../grouper/index.js';
import { CodedError } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { openCaseSource, type CaseFormat, type ReadCase } from '../../intake/index.js';
import { createGrouper } from '../../schemes/load-scheme.js';
import { print, type CommandContext } from '../console.js';
import { loadNamedScheme, type SchemeOptions } from '../scheme-options.js';

export interface ExplainOptions extends SchemeOptions {
  /** A JSON object, or a file of cases. */
  readonly case: string;
  /** Which case of the file, from 1. */
  readonly row: number;
  readonly inputFormat?: CaseFormat;
  readonly encoding?: string;
  readonly json?: boolean;
}

/** `dianzhi explain`: why a case is in its group. */
export async function explain(options: ExplainOptions, { language }: CommandContext): Promise<void> {
  const scheme = await loadNamedScheme(options);
  const { discharge, reasons } = await readCase(options);
  if (scheme.kind === 'drg') {
    const explanation = createGrouper(scheme).explain(discharge, reasons);
    print(options.json === true ? asJson(explanation) : printExplanation(explanation, language));
  } else {
    const explanation = createGrouper(scheme).explain(discharge, reasons);
    print(options.json === true ? asJson(explanation) : printDipExplanation(explanation, language));
  }
}

async function readCase(options: ExplainOptions): Promise<ReadCase> {
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

async function caseInFile(path: string, { row, inputFormat, encoding }: ExplainOptions, shownPath = path): Promise<ReadCase> {
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

/** Data for machines, readable by people too. */
function asJson(explanation: object): string {
  return `${JSON.stringify(explanation, moneyAsText, 2)}\n`;
}

/** Charges are integers beyond what JSON numbers hold exactly; they stand as text in fen. */
function moneyAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
