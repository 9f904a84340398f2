import { parseBounds } from '../../../reference-data/index.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { ratio, times, type Ratio } from '../../../pricing/ratio.js';
import {
  amountEach,
  balanceShare,
  currentBalance,
  keeps,
  meets,
  monthsPayable,
  zoneOf,
  zoneTable,
  type Zones,
} from '../../../pricing/risk/index.js';
import { numberOf, printed, printedYuan, type Adapter, type Inputs } from './vector.js';

/** Of the examples that state a number of months and no scale. */
const SCALE = [
  { zone: 'too_little', test: '<3' },
  { zone: 'low_gap', test: '<6' },
  { zone: 'normal', test: '<=9' },
  { zone: 'high_gap', test: '<=15' },
  { zone: 'too_much', test: 'else' },
];

export const fundRisk: Adapter = (inputs) => {
  if ('income' in inputs) return 'currentBalance' in inputs ? limits(inputs) : balance(inputs);
  if ('aidAmount' in inputs)
    return { perTime: printedYuan(amountEach(parseYuan(inputs['aidAmount']!), numberOf(inputs, 'aidTimes'), 'aidTimes')) };
  if ('drgFundShare' in inputs) return { met: yesNo(meets(numberOf(inputs, 'drgFundShare'), numberOf(inputs, 'minimum'))) };
  const months =
    'months' in inputs
      ? numberOf(inputs, 'months')
      : monthsPayable(parseYuan(inputs['accumulatedBalance']!), parseYuan(inputs['spending']!));
  return { months: printed(months, inputs), zone: zoneOf(months, zonesOf(inputs)).id };
};

function balance(inputs: Inputs) {
  const [income, spending] = [parseYuan(inputs['income']!), parseYuan(inputs['spending']!)];
  const found = currentBalance({ income, spending });
  return { balance: printYuan(found), balanceRatePct: percent(balanceShare(found, income)) };
}

function limits(inputs: Inputs) {
  const income = parseYuan(inputs['income']!);
  const share = (name: string): Ratio => balanceShare(parseYuan(inputs[name]!), income);
  const limit = (name: string) => parseBounds(`<= ${inputs[name]!}`);
  const [current, accumulated] = [share('currentBalance'), share('accumulatedBalance')];
  return {
    currentPct: percent(current),
    currentOk: yesNo(keeps(current, limit('currentLimit'))),
    accumulatedPct: percent(accumulated),
    accumulatedOk: yesNo(keeps(accumulated, limit('accumulatedLimit'))),
  };
}

function zonesOf({ zones = SCALE }: { readonly zones?: unknown }): Zones {
  const rows = zones as typeof SCALE;
  return zoneTable.parse(
    rows.map(({ zone, test }) => ({
      id: zone,
      name: { zh: zone, en: zone },
      ...(test === 'else' ? {} : { when: test }),
      isAlarm: 'false',
      colour: '#888888',
    })),
  );
}

const percent = (share: Ratio): string => printedYuan(times(share, ratio(100)));
const yesNo = (truth: boolean): string => (truth ? 'yes' : 'no');
