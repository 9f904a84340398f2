import { printYuan } from '../../../pricing/money.js';
import {
  clearingDeadline,
  CLEARING,
  drawReserve,
  settleYear,
  type SettledHospitalYear,
} from '../../../pricing/settlement/index.js';
import { fairnessOf } from '../../../pricing/settlement/settle-year.js';
import { parseYuan } from '../../../pricing/money.js';
import { valuesOf } from '../policy-of.js';
import { pointsBudget, PRICED_POOL, pricedTotals, rulesWith, YEAR } from './settlement-of.js';
import { printed, type Adapter, type Inputs } from './vector.js';

export const clearing: Adapter = (inputs) => {
  if ('quota' in inputs) return quota(inputs);
  if ('surplusBands' in inputs) return bands(inputs);
  if ('fundShareWanted' in inputs) return reserve(inputs);
  if ('coefficient' in inputs) return assessed(inputs);
  if ('year' in inputs) return deadline(inputs);
  return fairness(inputs);
};

const LATE_DRAW = { yearOrder: ['sharing', 'reserve', 'rounding'], reserveLine: 'reserve' };

/** A hospital to which so much is due, and which billed so much; the reserve holds as much again as is due. */
function settled(due: string, billed: string, rules: object, facts: object = {}): SettledHospitalYear {
  const hospital = { hospital: 'A', entries: [], months: [], prepayment: parseYuan('0'), ...facts };
  const year = {
    fund: 'resident',
    year: YEAR,
    totals: [pricedTotals('A', due, billed)],
    hospitals: [hospital],
    budget: pointsBudget(due, due),
  };
  return settleYear(year, rulesWith({ pools: [PRICED_POOL], ...rules })).hospitals[0]!;
}

function quota(inputs: Inputs) {
  const { overBand, overFundShare, rewardShare, rewardCap } = inputs;
  const { due, balance } = settled(inputs['quota']!, inputs['actual']!, {
    ...LATE_DRAW,
    surplusBands: [{ hospitalKeeps: rewardShare }],
    surplusCap: rewardCap,
    overspendBands: [{ upTo: overBand, fundShares: overFundShare }],
  });
  return {
    fundPays: printYuan(due),
    reward: printYuan(balance!.kept),
    hospitalBears: printYuan((balance!.overspend - balance!.shared) as never),
  };
}

type Row = Readonly<Record<'from' | 'to' | 'hospitalKeeps' | 'fundShares', string>>;

function bands(inputs: Inputs) {
  const rows = (name: string) => inputs[name] as unknown as readonly Row[];
  const { due, balance } = settled(inputs['due']!, inputs['actual']!, {
    ...LATE_DRAW,
    surplusBands: rows('surplusBands').map(({ to, hospitalKeeps }) => ({ upTo: to, hospitalKeeps })),
    overspendBands: rows('overspendBands').map(({ to, fundShares }) => ({ upTo: to, fundShares })),
  });
  const { surplus, overspend, kept, shared } = balance!;
  return {
    surplus: printYuan(surplus),
    hospitalKeeps: printYuan(kept),
    overspend: printYuan(overspend),
    fundShares: printYuan(shared),
    hospitalBears: printYuan((overspend - shared) as never),
    fundPays: printYuan(due),
  };
}

function reserve(inputs: Inputs) {
  const { drawn, factor } = drawReserve([parseYuan(inputs['fundShareWanted']!)], parseYuan(inputs['reserveBalance']!));
  return { draw: printYuan(drawn), factor: printed(factor, inputs) };
}

function assessed({ due: gross, coefficient, deductions }: Inputs) {
  const { due } = settled(
    gross!,
    gross!,
    { yearOrder: ['assessment', 'deductions', 'rounding'], assessment: [{ from: '0', factor: coefficient }] },
    {
      score: { numerator: 80n, denominator: 1n },
      entries: [{ id: '1', kind: 'audit-deduction', refersTo: '2026', amount: parseYuan(`-${deductions!}`), reason: '审核' }],
    },
  );
  return { due: printYuan(due) };
}

/** The national dates, as a policy writes them. */
const NATIONAL = [
  { year: '2025', day: '05-31', pilotDay: '03-31' },
  { year: '2026', day: '04-30', pilotDay: '03-31' },
  { year: '2027', day: '03-31' },
];

function deadline({ year, pilot }: Inputs) {
  const values = valuesOf(CLEARING, { deadlines: NATIONAL, isPilot: pilot === 'yes' ? 'true' : 'false' });
  return { deadline: clearingDeadline(Number(year), values) };
}

function fairness(inputs: Inputs) {
  const limit = rulesWith({ fairness: `${inputs['operator']!} ${inputs['limit']!}` }).settlement.fairness!.value;
  const { gap, fits } = fairnessOf(parseYuan(inputs['drgDue']!), parseYuan(inputs['hospitalAdvance']!), limit);
  return { gap: printed(gap, inputs), fits: fits ? 'yes' : 'no' };
}
