import type { AdrgRow, DrgRow, MdcRow } from '../../reference-data/index.js';
import type { Reason } from '../reasons.js';
import { NO_GROUP, type PlacedResult } from './group-result.js';

/** What a matched row says of every case that it matches. */
export type RowOutcome = Pick<PlacedResult, 'status' | 'mdc' | 'adrg' | 'drg' | 'drgName'>;

/**
 * The outcome of a matched row; of an ADRG row alone when none of its DRG rows matched, and of no row at all.
 * The status comes from the stored kind of the rows, never from their codes or rules.
 */
export function outcomeOfRow(mdc?: MdcRow, adrg?: AdrgRow, drg?: DrgRow): RowOutcome {
  if (mdc === undefined || adrg === undefined) {
    return { status: 'ungrouped', mdc: '', adrg: '', drg: NO_GROUP, drgName: '未入组' };
  }
  const kind = drg === undefined || drg.kind === 'real' ? adrg.kind : drg.kind;
  const status = kind === 'real' ? 'grouped' : kind === 'ambiguous' ? 'ambiguous' : 'ungrouped';
  // The workbook leaves these rows unnamed.
  const displayName = kind === 'real' ? '' : `${mdc.name}${kind === 'ambiguous' ? '歧义组' : '未入组'}`;
  const row = drg ?? adrg;
  return { status, mdc: mdc.code, adrg: adrg.groupCode, drg: row.groupCode, drgName: row.name || displayName };
}

/**
 * What an outcome says of why it is as it is.
 *
 * @param isDrgMissing Whether none of the DRG rows of the ADRG matched.
 */
export function reasonsOfOutcome({ status, mdc, adrg }: RowOutcome, isDrgMissing: boolean): Reason[] {
  const reasons: Reason[] = [];
  if (status === 'ungrouped') reasons.push({ code: 'no-adrg-matches', detail: mdc });
  if (isDrgMissing) reasons.push({ code: 'no-drg-row-matches', detail: adrg });
  if (status === 'ambiguous') reasons.push({ code: 'procedure-fits-no-adrg', detail: mdc });
  return reasons;
}
