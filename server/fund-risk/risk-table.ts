import { printRounded, ratio, times, type Ratio, type RiskAlarm } from '../../pricing/index.js';
import type { BilingualText } from '../../reference-data/index.js';

/** A table of an assessment, for the terminal and for the page. */
export interface RiskTable {
  readonly title: BilingualText;
  readonly columns: readonly { readonly title: BilingualText; readonly isNumber?: boolean; readonly isLong?: boolean }[];
  readonly rows: readonly (readonly (string | BilingualText)[])[];
}

const TWO = { rule: 'half-up', decimals: 2 } as const;
/** A share as a percentage; empty where nobody knows it. */
export const percent = (value: Ratio | undefined): string =>
  value === undefined ? '' : `${printRounded(times(value, ratio(100)), TWO)} %`;
/** A number with two decimals. */
export const plain = (value: Ratio | undefined): string => (value === undefined ? '' : printRounded(value, TWO));

/** A column of words. */
export const text = (zh: string, en: string) => ({ title: { zh, en } });
/** A column of words that may be long. */
export const long = (zh: string, en: string) => ({ title: { zh, en }, isLong: true });
/** A column of numbers. */
export const number = (zh: string, en: string) => ({ title: { zh, en }, isNumber: true });

/** Several texts as one. */
export const joined = (texts: readonly BilingualText[]): BilingualText => ({
  zh: texts.map(({ zh }) => zh).join('；'),
  en: texts.map(({ en }) => en).join('; '),
});

/** A number with four decimals. */
export const four = (value: Ratio | undefined): string =>
  value === undefined ? '' : printRounded(value, { rule: 'half-up', decimals: 4 });

/** Alarms with the thresholds that they broke. */
export const alarmWords = (alarms: readonly RiskAlarm[]): BilingualText =>
  joined(alarms.map(({ zh, en, threshold }) => ({ zh: `${zh} (${threshold})`, en: `${en} (${threshold})` })));
