import { METHODS, printYuan, type Fen, type Ratio } from '../../../pricing/index.js';
import { fundName } from '../../fund-name.js';
import { inThrees } from '../../html/in-threes.js';
import type { PageColumn } from '../../html/html-table.js';

/** An amount in yuan for people. */
export const shown = (amount: Fen): string => inThrees(printYuan(amount));

/** A count for people. */
export const counted = (count: number): string => inThrees(String(count));

/** Near enough for a place in a drawing: nothing is read back from one. */
export const near = ({ numerator, denominator }: Ratio): number => Number((numerator * 1_000_000n) / denominator) / 1_000_000;

/** In both languages at once, where markup cannot stand: in drawings and legends. */
export const fundInBoth = (fund: string): string => {
  const { zh, en } = fundName(fund);
  return zh === en ? zh : `${zh} ${en}`;
};

export function methodInBoth(id: string): string {
  const title = METHODS.find(({ section }) => section.id === id)?.title;
  return title === undefined ? id : `${title.zh} ${title.en}`;
}

/** A column of numbers. */
export const numberColumn = (zh: string, en: string): PageColumn => ({ title: { zh, en }, isNumber: true });

/** A column of texts. */
export const textColumn = (zh: string, en: string): PageColumn => ({ title: { zh, en } });
