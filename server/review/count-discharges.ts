import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { periodOf, type ReviewValues } from '../../pricing/index.js';
import { ServerError } from '../errors.js';
import { checksumOf, openRun, tableRows } from '../settlement/open-run.js';

/** Discharges of a region in a period, and what they were counted from. */
export interface CountedDischarges {
  /** By method; each that has a quota, even with none. */
  readonly discharges: Readonly<Record<string, number>>;
  /** Fingerprints of runs and SHA-256 of files, in the order given. */
  readonly countedFrom: readonly string[];
}

const COLUMNS = ['caseId', 'hospitalId', 'dischargeDate', 'method'] as const;

/**
 * Counts the discharges that quotas are taken of, from settled runs or from files that `price` wrote. A case that stands in several of them
 * counts once.
 *
 * @throws SERVER_TABLE_INVALID for a table that does not say what is counted, and where no case is of the period; as `openRun`
 */
export async function countDischarges(
  paths: readonly string[],
  period: string,
  { rhythm, quotas }: Pick<ReviewValues, 'rhythm' | 'quotas'>,
): Promise<CountedDischarges> {
  const discharges = new Map(quotas.value.flatMap(({ methods }) => methods).map((method) => [method, 0]));
  const countedFrom: string[] = [];
  const seen = new Set<string>();
  let ofPeriod = 0;
  for (const given of paths) {
    const { folder, file, source } = await tableAt(given);
    countedFrom.push(source);
    let line = 1;
    for await (const row of tableRows({ path: folder }, file)) {
      line++;
      const why = COLUMNS.filter((column) => row[column] === undefined).join(', ');
      if (why !== '') throw new ServerError('SERVER_TABLE_INVALID', { path: given, line, why });
      const { caseId, hospitalId, dischargeDate, method } = row as Readonly<Record<(typeof COLUMNS)[number], string>>;
      const key = `${hospitalId}\n${caseId}`;
      if (dischargeDate === '' || periodOf(dischargeDate, rhythm.value) !== period || seen.has(key)) continue;
      seen.add(key);
      ofPeriod++;
      const count = discharges.get(method);
      if (count !== undefined) discharges.set(method, count + 1);
    }
  }
  if (ofPeriod === 0) throw new ServerError('SERVER_TABLE_INVALID', { path: paths.join(', '), line: 1, why: `${period}: 0` });
  return { discharges: Object.fromEntries(discharges), countedFrom };
}

/** The table of cases of a run, or a file that is one. */
async function tableAt(path: string): Promise<{ readonly folder: string; readonly file: string; readonly source: string }> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return { folder: path, file: 'cases.csv', source: (await openRun(path)).fingerprint };
  const source = await checksumOf(path);
  if (source === undefined) throw new ServerError('SERVER_TABLE_INVALID', { path, line: 0, why: '文件不存在 (no such file)' });
  return { folder: dirname(path), file: basename(path), source };
}
