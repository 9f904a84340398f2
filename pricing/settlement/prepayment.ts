import { z } from 'zod';
import { isWithin, type BilingualText } from '../../reference-data/index.js';
import { PricingError } from '../errors.js';
import { sumFen, yuanOf, type Fen } from '../money.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type ValuesOf } from '../policy/section.js';
import { bounds, positive, whole } from '../policy/values.js';
import { over, ratio, times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';

const MONTHS_OF_A_YEAR = 12;
const dayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD');

/** Signs of a fund in need that close the gate. */
export const PREPAYMENT_REFUSALS = ['last-year-deficit', 'forecast-deficit'] as const;
export type PrepaymentRefusal = (typeof PREPAYMENT_REFUSALS)[number] | 'months-payable';

/** When a fund advances working capital to hospitals (预付金), and how much. */
export const PREPAYMENT = policySection({
  id: 'prepayment',
  title: { zh: '基金预付', en: 'Prepayment' },
  parameters: {
    /** Months that the accumulated balance must be able to pay. */
    monthsPayable: required('month', { zh: '可支付月数', en: 'Months payable' }, bounds, { isPerFund: true }),
    refusedFor: required('choice', { zh: '不予预付的情形', en: 'Refused for' }, z.array(z.enum(PREPAYMENT_REFUSALS))),
    /** Months of mean spending that are advanced. */
    months: required('month', { zh: '预付月数', en: 'Months advanced' }, positive),
    /** Past years that the mean is taken over, at most. */
    years: required(
      'choice',
      { zh: '平均年数', en: 'Years of the mean' },
      whole.refine((count) => count > 0, '≥ 1'),
    ),
    /** Last day of asking, of paying, and of giving back or setting off. */
    askedBy: optional('choice', { zh: '申请截止日', en: 'Asked for by' }, dayOfYear),
    paidBy: optional('choice', { zh: '拨付截止日', en: 'Paid by' }, dayOfYear),
    returnedBy: optional('choice', { zh: '归还截止日', en: 'Given back by' }, dayOfYear),
  },
});

export type PrepaymentValues = ValuesOf<typeof PREPAYMENT>;

/** What the gate asks of a fund. */
export interface FundCondition {
  /** Accumulated balance over a month's spending. */
  readonly monthsPayable: Ratio;
  readonly lastYearDeficit: boolean;
  /** Of the next twelve months, rolling. */
  readonly forecastDeficit: boolean;
}

const WORDS: Readonly<Record<PrepaymentRefusal, BilingualText>> = {
  'months-payable': { zh: '可支付月数不足', en: 'too few months payable' },
  'last-year-deficit': { zh: '上年度当期赤字', en: 'deficit last year' },
  'forecast-deficit': { zh: '滚动预测当期赤字', en: 'deficit in the rolling forecast' },
};

/** Whether a fund may prepay, and each reason against it. */
export function prepaymentGate(
  { monthsPayable, lastYearDeficit, forecastDeficit }: FundCondition,
  values: PrepaymentValues,
): { readonly isOpen: boolean; readonly because: readonly ({ readonly id: PrepaymentRefusal } & BilingualText)[] } {
  const shown: Readonly<Record<(typeof PREPAYMENT_REFUSALS)[number], boolean>> = {
    'last-year-deficit': lastYearDeficit,
    'forecast-deficit': forecastDeficit,
  };
  const refusals: PrepaymentRefusal[] = [
    ...(isWithin(monthsPayable, values.monthsPayable.value) ? [] : (['months-payable'] as const)),
    ...values.refusedFor.value.filter((sign) => shown[sign]),
  ];
  return { isOpen: refusals.length === 0, because: refusals.map((id) => ({ id, ...WORDS[id] })) };
}

/**
 * What is prepaid: so many months of the mean of the last years.
 *
 * @param paidByYear What the fund paid, the oldest year first; years beyond the region's number do not count.
 * @throws PRICING_FACT_MISSING without a year.
 */
export function prepaymentAmount(
  paidByYear: readonly Fen[],
  of: string,
  { months, years }: PrepaymentValues,
  rounding: Rounding,
): Fen {
  const counted = paidByYear.slice(-years.value);
  if (counted.length === 0) throw new PricingError('PRICING_FACT_MISSING', { case: of, field: 'paidByYear' });
  const mean = over(yuanOf(sumFen(counted)), ratio(counted.length * MONTHS_OF_A_YEAR));
  return roundToFen(times(mean, months.value), rounding);
}
