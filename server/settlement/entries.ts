import { join } from 'node:path';
import { ENTRY_KINDS, printYuan, type SettlementEntry } from '../../pricing/index.js';
import { csvLine } from '../../reference-data/index.js';
import { SettlementError } from './errors.js';
import { readInputTable, type InputRow } from './input-table.js';
import { tableRows } from './open-run.js';
import type { Run } from './run-manifest.js';

/** The file of a run with the entries that it booked. */
export const ENTRIES_FILE = 'entries.csv';

/** An entry and whose it is. */
export interface BookedEntry extends SettlementEntry {
  readonly hospital: string;
  readonly fund: string;
}

/** Entries of a file, and the runs that they correct. */
export interface ReadEntries {
  readonly entries: readonly BookedEntry[];
  readonly corrected: readonly Run[];
  readonly sha256: string;
}

const COLUMNS = ['id', 'kind', 'hospitalId', 'fund', 'amount', 'reason'];
/** So many signs tell one fingerprint from another. */
const LEAST_SIGNS = 12;

/**
 * Reads clawbacks, late cases, appeals and other entries. One that corrects a settled run names it by its fingerprint, and where it is
 * about one case, that.
 *
 * @param known Runs that entries may refer to.
 * @throws SETTLEMENT_FILE_INVALID; SETTLEMENT_CORRECTS_NOTHING where run or case are not there
 */
export async function readEntries(path: string, known: readonly Run[]): Promise<ReadEntries> {
  const { rows, sha256 } = await readInputTable(path, COLUMNS);
  const corrected = new Map<string, Run>();
  const entries: BookedEntry[] = [];
  const byRun = new Map<Run, InputRow[]>();
  for (const row of rows) {
    const run = runOf(row, known);
    if (run !== undefined) {
      corrected.set(run.fingerprint, run);
      if (row.text('caseId') !== '') byRun.set(run, [...(byRun.get(run) ?? []), row]);
    }
    entries.push(entryOf(row, run));
  }
  for (const [run, some] of byRun) await refuseUnknownCases(run, some);
  const twice = entries.find(({ id }, place) => entries.findIndex((other) => other.id === id) !== place);
  if (twice !== undefined) throw rows[entries.lastIndexOf(twice)]!.invalid(`id=${twice.id} ×2`);
  return { entries, corrected: [...corrected.values()], sha256 };
}

function entryOf(row: InputRow, run: Run | undefined): BookedEntry {
  const [caseId, document] = [row.text('caseId'), row.text('document')];
  const about = [...(run === undefined ? [] : [run.fingerprint]), ...(caseId === '' ? [] : [caseId])].join(':');
  return {
    id: row.needed('id'),
    kind: row.oneOf('kind', ENTRY_KINDS),
    refersTo: about === '' ? referred(row) : about,
    amount: row.yuan('amount'),
    reason: row.needed('reason'),
    ...(document === '' ? {} : { document }),
    hospital: row.needed('hospitalId'),
    fund: row.needed('fund'),
  };
}

/** @throws SETTLEMENT_FILE_INVALID naming all the ways of saying it */
function referred(row: InputRow): string {
  const text = row.text('refersTo');
  if (text === '') throw row.invalid('run 与 caseId，或 refersTo (run and caseId, or refersTo, is needed)');
  return text;
}

/** The run that an entry corrects; undefined for one that follows from no run. */
function runOf(row: InputRow, known: readonly Run[]): Run | undefined {
  const named = row.text('run').toLowerCase();
  if (named === '') return undefined;
  const found = known.filter(({ fingerprint }) => fingerprint.startsWith(named));
  if (named.length < LEAST_SIGNS) throw row.invalid(`run=${named}: ≥ ${LEAST_SIGNS}`);
  if (found.length === 0) throw correctsNothing(row, named);
  return found[0]!;
}

/** A late case is one that the run has not settled; every other entry is about one that it has. */
async function refuseUnknownCases(run: Run, rows: readonly InputRow[]): Promise<void> {
  const asked = new Set(rows.map((row) => `${row.text('hospitalId')}\n${row.text('caseId')}`));
  const there = new Map<string, string>();
  for await (const { hospitalId, caseId, status = '' } of tableRows(run, 'cases.csv')) {
    const key = `${hospitalId}\n${caseId}`;
    if (asked.has(key)) there.set(key, status);
  }
  for (const row of rows) {
    const status = there.get(`${row.text('hospitalId')}\n${row.text('caseId')}`);
    const isLate = row.text('kind') === 'late-case';
    if (isLate ? status === 'settled' : status === undefined)
      throw correctsNothing(row, `${run.identity.period} ${row.text('caseId')}`);
  }
}

const correctsNothing = (row: InputRow, run: string): SettlementError =>
  new SettlementError('SETTLEMENT_CORRECTS_NOTHING', { entry: `${row.path}:${row.line}`, run });

const WRITTEN = ['id', 'kind', 'hospitalId', 'fund', 'amount', 'refersTo', 'reason', 'document'] as const;

/** The entries that a run books, in the order of their ids. */
export function* printEntries(entries: readonly BookedEntry[]): Generator<string> {
  yield csvLine(WRITTEN);
  for (const { id, kind, hospital, fund, amount, refersTo, reason, document = '' } of entries)
    yield csvLine([id, kind, hospital, fund, printYuan(amount), refersTo, reason, document]);
}

/** The entries that a run booked. */
export async function entriesOf(run: Run): Promise<readonly BookedEntry[]> {
  const { rows } = await readInputTable(join(run.path, ENTRIES_FILE), WRITTEN);
  return rows.map((row) => entryOf(row, undefined));
}
