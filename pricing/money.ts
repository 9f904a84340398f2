import { PricingError } from './errors.js';
import type { Ratio } from './ratio.js';

declare const unitOf: unique symbol;

/** An amount of money: whole fen, 1/100 yuan. Branded, so that counts, days and points are never taken for money. */
export type Fen = bigint & { readonly [unitOf]: 'fen' };

/** Says that a whole number counts fen. */
export const fen = (units: bigint): Fen => units as Fen;

export const NO_MONEY = fen(0n);

const YUAN = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/;

/** Reads an amount in yuan with up to two decimals. @throws PRICING_NOT_AN_AMOUNT for anything else; nothing is rounded here. */
export function parseYuan(printed: string): Fen {
  const [, sign, whole, places = ''] = YUAN.exec(printed) ?? [];
  if (whole === undefined) throw new PricingError('PRICING_NOT_AN_AMOUNT', { text: printed });
  const units = BigInt(whole + places.padEnd(2, '0'));
  return fen(sign === '-' ? -units : units);
}

/** Prints an amount in yuan, always with two decimals: `-480.00`. */
export function printYuan(amount: Fen): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const addFen = (a: Fen, b: Fen): Fen => fen(a + b);
export const subtractFen = (a: Fen, b: Fen): Fen => fen(a - b);
export const sumFen = (amounts: readonly Fen[]): Fen => fen(amounts.reduce((sum, amount) => sum + amount, 0n));
export const lesserFen = (a: Fen, b: Fen): Fen => (a < b ? a : b);
export const greaterFen = (a: Fen, b: Fen): Fen => (a > b ? a : b);

/** An amount as an exact number of yuan, the unit in which policies and directories print. */
export const yuanOf = (amount: Fen): Ratio => ({ numerator: amount, denominator: 100n });
