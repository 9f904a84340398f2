import { divide } from '../measurement/divide.js';
import { addFen, NO_MONEY, parseYuan, yuanOf, type Fen } from '../money.js';
import { ratio, type Ratio } from '../ratio.js';
import { wasSubmitted } from './application.js';
import type { ReviewRegister } from './register.js';

/** What a hospital's special cases are held against. */
export interface ReviewedHospital {
  readonly hospital: string;
  readonly discharges: number;
  /** What the fund paid the hospital for all of them. Unit: fen. */
  readonly fundPaid: Fen;
}

/** A row of the table that is published (特例单议公示). */
export interface PublishedHospital {
  readonly hospital: string;
  readonly applied: number;
  readonly approved: number;
  /** Applications among the discharges. */
  readonly shareOfDischarges: Ratio;
  /** For approved cases. Unit: fen. */
  readonly fundPaid: Fen;
  readonly shareOfSpending: Ratio;
}

/**
 * The table by hospital; swapped applications left their place to others and are not counted.
 *
 * @param period Applications of one period; absent: all of them.
 * @throws PRICING_DIVISION_BY_ZERO for a hospital without discharges or payments
 */
export function publicationTable(
  register: ReviewRegister,
  hospitals: readonly ReviewedHospital[],
  period?: string,
): readonly PublishedHospital[] {
  const counted = register.applications.filter(
    (one) => wasSubmitted(one) && one.state !== 'swapped' && (period === undefined || one.period === period),
  );
  return hospitals.map(({ hospital, discharges, fundPaid: spending }) => {
    const own = counted.filter((one) => one.case.hospital === hospital);
    const approved = own.filter(({ payment }) => payment !== undefined);
    const fundPaid = approved.reduce(
      (sum, one) => addFen(sum, one.fundPaid === undefined ? NO_MONEY : parseYuan(one.fundPaid)),
      NO_MONEY,
    );
    return {
      hospital,
      applied: own.length,
      approved: approved.length,
      shareOfDischarges: divide(ratio(own.length), ratio(discharges), `${hospital}: discharges`),
      fundPaid,
      shareOfSpending: divide(yuanOf(fundPaid), yuanOf(spending), `${hospital}: fundPaid`),
    };
  });
}
