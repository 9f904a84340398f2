import { z } from 'zod';
import { operand, type Operand } from '../breakdown.js';
import { yuanOf, type Fen } from '../money.js';
import type { Citation } from '../policy/citation.js';
import { share, yuan } from '../policy/values.js';
import { greater, lesser, times, type Ratio } from '../ratio.js';
import { BILL_CONDITIONS } from './bill-rows.js';
import { TERMS } from './terms.js';

const deductibleRow = z
  .strictObject({
    ...BILL_CONDITIONS,
    /** Either an amount … */
    amount: yuan.optional(),
    /** … or a share of the charges of the stay, no less than `least` and no more than `most`. */
    share: share.optional(),
    least: yuan.optional(),
    most: yuan.optional(),
  })
  .refine(({ amount, share: part }) => (amount === undefined) !== (part === undefined), 'amount | share');

/** Deductibles (起付线) by person and place; the first row that is for a bill decides. */
export const deductibleTable = z.array(deductibleRow).min(1);

export type DeductibleRow = z.output<typeof deductibleRow>;

/** The deductible that a row sets for a stay. @param charges Total charges of the stay. @returns Unit: yuan, exactly. */
export function deductibleOf({ amount, share: part, least, most }: DeductibleRow, charges: Fen): Ratio {
  if (amount !== undefined || part === undefined) return amount!;
  const byShare = times(yuanOf(charges), part);
  const notBelow = least === undefined ? byShare : greater(byShare, least);
  return most === undefined ? notBelow : lesser(notBelow, most);
}

/** What a row was computed from. */
export function deductibleOperands(row: DeductibleRow, charges: Fen, citation: Citation): Operand[] {
  if (row.amount !== undefined) return [operand(TERMS.deductible, row.amount, citation)];
  return [
    operand(TERMS.total, yuanOf(charges)),
    ...(['share', 'least', 'most'] as const).flatMap((name) => {
      const value = row[name];
      return value === undefined ? [] : [operand(TERMS[name], value, citation)];
    }),
  ];
}
