import { divide } from '../measurement/divide.js';
import { yuanOf, type Fen } from '../money.js';
import type { Outcome } from '../outcome.js';
import type { Ratio } from '../ratio.js';
import { alarmBeyond, type RiskAlarm } from './alarms.js';
import type { FundRiskValues } from './fund-risk-section.js';

/** A pool by points at the clearing of its year. */
export interface ClearedPool {
  readonly year: number;
  readonly pool: string;
  /** Money that the fund released to the pool, and what the pool paid. Unit: fen. */
  readonly released: Fen;
  readonly paid: Fen;
  /** Final value of a point. Unit: yuan per point. */
  readonly value: Ratio;
  /** Value that was published for the beginning of the year (年初点值), where one was. */
  readonly opening?: Ratio | undefined;
  /** Final value of the year before, where it is known. */
  readonly before?: Ratio | undefined;
}

/** What the clearing says of a pool by points, and what of it somebody should look at. Undefined where it cannot be measured. */
export interface PointsPosition extends ClearedPool {
  /** Released over paid: the fund's amount against what was cleared. */
  readonly releasedToPaid: Ratio | undefined;
  /** Final value over that of the year before. */
  readonly toYearBefore: Ratio | undefined;
  /** Final value over the opening one. */
  readonly toOpening: Ratio | undefined;
  readonly alarms: readonly RiskAlarm[];
}

/** What was cleared of what all hospitals billed the fund by item. */
export interface PaidToBilled {
  readonly share: Ratio | undefined;
  readonly alarms: readonly RiskAlarm[];
}

const NAMES = {
  releasedToPaid: {
    id: 'released-to-paid',
    zh: '基金额度与清算额之比超出范围',
    en: "The fund's amount over what was cleared is out of range",
  },
  toYearBefore: {
    id: 'value-to-year-before',
    zh: '点值与上年之比超出范围',
    en: 'The point value over that of the year before is out of range',
  },
  toOpening: {
    id: 'value-to-opening',
    zh: '结算点值与年初点值之比超出范围',
    en: 'The final over the opening value is out of range',
  },
  paidToBilled: { id: 'paid-to-billed', zh: '医保结算支付比超出范围', en: 'What was cleared of what was billed is out of range' },
} as const satisfies Readonly<Record<string, Outcome>>;

/** Holds a pool by points against the region's limits (DIP technical specification 3.0, draft, ch. 8). */
export function pointsPosition(pool: ClearedPool, values: FundRiskValues): PointsPosition {
  const { released, paid, value, opening, before } = pool;
  const measured = {
    releasedToPaid: paid === 0n ? undefined : divide(yuanOf(released), yuanOf(paid), 'paid'),
    toYearBefore: before && divide(value, before, 'before'),
    toOpening: opening && divide(value, opening, 'opening'),
  };
  const alarms = [
    ...alarmOf(NAMES.releasedToPaid, measured.releasedToPaid, values.releasedToPaidLimit),
    ...alarmOf(NAMES.toYearBefore, measured.toYearBefore, values.valueToYearBeforeLimit),
    ...alarmOf(NAMES.toOpening, measured.toOpening, values.valueToOpeningLimit),
  ];
  return { ...pool, ...measured, alarms };
}

/** What the fund paid of what care by item would have billed it (医保结算支付比). */
export function paidToBilled(paid: Fen, billed: Fen, values: FundRiskValues): PaidToBilled {
  const share = billed === 0n ? undefined : divide(yuanOf(paid), yuanOf(billed), 'billed');
  return { share, alarms: alarmOf(NAMES.paidToBilled, share, values.paidToBilledLimit) };
}

const alarmOf = (name: Outcome, value: Ratio | undefined, limit: FundRiskValues['paidToBilledLimit']): readonly RiskAlarm[] =>
  value === undefined ? [] : alarmBeyond(name, value, limit);
