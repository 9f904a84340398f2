import { csvLine } from '../../reference-data/index.js';
import { basename } from 'node:path';
import { CaseHistory } from '../../grouper/index.js';
import { openCaseSource } from '../intake/index.js';
import { checkHistoryRow, REJECT_REASONS, type RejectReason } from './check-history-row.js';
import type { ViewDischarge } from './library-cases.js';
import { rowSubtypes } from './row-subtypes.js';

/** What of a history was read. */
export interface ReadHistory {
  readonly history: CaseHistory;
  readonly rows: number;
  readonly rowsByInput: readonly number[];
  /** Every reason with its count, also those that did not occur. */
  readonly rejected: Readonly<Record<RejectReason, number>>;
}

export interface ReadHistoryOptions {
  readonly inputs: readonly string[];
  readonly encoding?: string | undefined;
  /** Calendar years, oldest first. */
  readonly years: readonly number[];
  readonly view: ViewDischarge;
  /** Takes the lines of the file of rejects, header first. */
  readonly writeRejects: (text: string) => Promise<void>;
  readonly onProgress?: ((progress: { readonly rows: number; readonly share: number | undefined }) => void) | undefined;
}

/**
 * Reads files of discharges one after the other into a history. A row that cannot be used goes to the file of rejects with its place and
 * the reason, and stops nothing; rows in the history and rejected ones add up to the rows read.
 *
 * @throws CodedError of intake for a file that cannot be read as a whole.
 */
export async function readHistory(options: ReadHistoryOptions): Promise<ReadHistory> {
  const { inputs, encoding, years, view, writeRejects, onProgress } = options;
  const history = new CaseHistory(years.length);
  const rejected = Object.fromEntries(REJECT_REASONS.map((reason) => [reason, 0])) as Record<RejectReason, number>;
  const rowsByInput: number[] = [];
  let rows = 0;
  await writeRejects(csvLine(['input', 'row', 'caseId', 'reason', 'detail']));
  for (const [place, path] of inputs.entries()) {
    const source = await openCaseSource({ path, ...(encoding === undefined ? {} : { encoding }) });
    const before = rows;
    try {
      for await (const batch of source.batches()) {
        for (const read of batch) {
          rows++;
          const checked = checkHistoryRow(read, years);
          if ('reason' in checked) {
            rejected[checked.reason]++;
            const { reason, detail } = checked;
            await writeRejects(csvLine([basename(path), String(read.rowNumber), read.discharge.caseId, reason, detail]));
            continue;
          }
          // Written out field by field: spreading objects took longer here than reading the row.
          const { discharge, year, diagnosis, cost } = checked;
          const { mainProcedure, related, nationalGroup, isExcluded } = view(discharge);
          history.add({
            year,
            diagnosis,
            cost,
            mainProcedure,
            related,
            nationalGroup,
            isExcluded,
            hospitalId: discharge.hospitalId ?? '',
            drugCost: asNumber(discharge.drugCharges),
            consumableCost: asNumber(discharge.consumableCharges),
            subtypes: rowSubtypes(discharge),
          });
        }
        const { bytesRead, bytesTotal } = source.progress();
        const share = bytesTotal === undefined ? undefined : (place + bytesRead / Math.max(bytesTotal, 1)) / inputs.length;
        onProgress?.({ rows, share });
      }
    } finally {
      await source.close();
    }
    rowsByInput.push(rows - before);
  }
  return { history, rows, rowsByInput, rejected };
}

/** Part of a total that was checked, so it is a whole number below 2^53; one above it is left out as not stated. */
function asNumber(fen: bigint | undefined): number | undefined {
  if (fen === undefined) return undefined;
  const number = Number(fen);
  return Number.isSafeInteger(number) ? number : undefined;
}
