import { fen, printYuan } from '../../pricing/index.js';
import type { DemonstrationDischarge } from '../../reference-data/index.js';

/** What a case states of how it is to be paid, by column of a case file. */
type Stated = Readonly<Record<string, (discharge: DemonstrationDischarge) => string>>;

const always = (text: string) => () => text;

/** The city groups by DIP and tries DRG on some of its cases. */
const trial = (list: string): Stated => ({ specialListFlags: always(list) });

/** Of a hundred cases so many are paid in each of these ways; all others by their group. */
const OF_A_HUNDRED: readonly (readonly [cases: number, stated: Stated])[] = [
  [2, { visitType: always('52'), babies: always('1'), antenatalPaid: always('300.00') }],
  [2, { visitType: always('11'), serviceItems: always('250100001') }],
  [1, { visitType: always('11'), signedInstitutionId: (d) => d.hospitalId, outpatientFundThisYear: always('100.00') }],
  [1, { visitType: always('14'), packageId: always('dialysis'), sessions: always('12') }],
  // Which of them are day surgery is decided by their procedures.
  [6, { visitType: always('28'), stayHours: always('20') }],
  [1, { wardType: always('dayWard') }],
  [2, { visitType: always('2105'), wardDays: (d) => String(d.lengthOfStayDays) }],
  [1, { visitType: always('26') }],
  [1, { specialListFlags: always('tcmDisease'), tcmCharges: share(2n), tcmProcedureCharges: share(8n) }],
  [1, { wardType: always('tcmDayWard'), bedAndNursingCharges: share(10n) }],
  [3, { visitType: always('1') }],
  [3, { specialListFlags: always('byItem') }],
  [1, { specialListFlags: always('waiver') }],
  [3, trial('rateTrial')],
  [3, trial('pointsTrial')],
];

/** The columns that are stated beside those of every case. */
export const COLUMNS_OF_PAYING: readonly string[] = [...new Set(OF_A_HUNDRED.flatMap(([, stated]) => Object.keys(stated)))];

const WAYS: readonly Stated[] = OF_A_HUNDRED.flatMap(([cases, stated]) => Array.from({ length: cases }, () => stated));

/** What the case in a row states in those columns. @param row From 0. */
export function cellsOfPaying(row: number, discharge: DemonstrationDischarge): readonly string[] {
  const stated = WAYS[row % 100] ?? {};
  return COLUMNS_OF_PAYING.map((column) => stated[column]?.(discharge) ?? '');
}

/** One part of the charges. Printed in yuan. */
function share(parts: bigint): (discharge: DemonstrationDischarge) => string {
  return ({ totalCharges }) => printYuan(fen(totalCharges / parts));
}
