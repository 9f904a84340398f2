// A small fund and the thresholds that the tests of fund risk hold it against.
import { fen } from '../../../pricing/money.js';
import { FUND_RISK, type FundRiskValues, type StatedMonth } from '../../../pricing/risk/index.js';
import { valuesOf } from '../policy-of.js';

const NAME = { zh: '名称', en: 'Name' };
const zone = (id: string, when?: string) => ({
  id,
  name: NAME,
  ...(when === undefined ? {} : { when }),
  isAlarm: String(id === 'low'),
  colour: '#123456',
});

export function riskValues(rules: Readonly<Record<string, unknown>> = {}): FundRiskValues {
  return valuesOf(FUND_RISK, {
    zones: [zone('low', '< 3'), zone('normal', '<= 9'), zone('high')],
    prepayment: { monthsPayable: '>= 6', refusedBy: ['last-year', 'rolling-forecast'], months: '1', pastYears: '2' },
    deficit: '< 0',
    analysisMonths: ['6', '12'],
    forecastMonths: '12',
    incomeGrowth: '0.10',
    scenarios: [{ id: 'expected', name: NAME, costGrowth: '0.05', volumeGrowth: '0', pointInflation: '0' }],
    ...rules,
  });
}

/** Months from January 2025 on, of 100 yuan in and 90 out, that begin with a balance of 500. */
export function monthsOf(
  count: number,
  change: (month: StatedMonth, place: number) => StatedMonth = (month) => month,
): StatedMonth[] {
  return Array.from({ length: count }, (_, place) => {
    const month = `${2025 + Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, '0')}`;
    const accumulated = place === 0 ? { accumulated: fen(51_000n) } : {};
    return change({ month, income: fen(10_000n), spending: fen(9_000n), ...accumulated }, place);
  });
}
