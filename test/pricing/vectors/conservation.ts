import { parseYuan, printYuan, sumFen, yuanOf, type Fen } from '../../../pricing/money.js';
import { over, parseRatio, sumOf, times } from '../../../pricing/ratio.js';
import { printExactly, roundToFen } from '../../../pricing/rounding.js';
import { settleYear } from '../../../pricing/settlement/index.js';
import { pointsBudget, POOL, PRICED_POOL, pricedTotals, rulesWith, totalsOf, YEAR } from './settlement-of.js';
import type { Adapter, Inputs } from './vector.js';

export const conservation: Adapter = (inputs) => {
  if ('valueDp' in inputs) return residue(inputs);
  return 'hospitals' in inputs ? shares(inputs) : cash(inputs);
};

function residue({ budget, totalPoints, valueDp }: Inputs) {
  const rules = rulesWith({ pointValue: `half-up ${valueDp!}` });
  const totals = [totalsOf('A', totalPoints!)];
  const year = settleYear({ fund: 'resident', year: YEAR, totals, hospitals: [], budget: pointsBudget(budget!) }, rules);
  const [pool] = year.pools;
  return { pointValue: printExactly(pool!.value!.floating!), paid: printYuan(year.due), residue: printYuan(pool!.residue) };
}

/** A hospital's share is what it billed of its charges. */
function shares(inputs: Inputs) {
  const hospitals = inputs['hospitals'] as unknown as readonly { points: string; fundShare: string }[];
  const charges = parseYuan('1000000.00');
  const totals = hospitals.map(({ points, fundShare }, place) => {
    const billed = roundToFen(times(yuanOf(charges), parseRatio(fundShare)));
    return totalsOf(String(place), points, { charges, others: (charges - billed) as Fen });
  });
  const money = parseYuan(inputs['dipFund']!);
  const points = sumOf(hospitals.map((one) => parseRatio(one.points)));
  // Of the three numbers of an example (fund, value, points) the region's share follows.
  const regionFundShare = printExactly(over(yuanOf(money), times(points, parseRatio(inputs['pointValue']!))));
  const rules = rulesWith({ pools: [{ ...POOL, base: 'fund-share' }], regionFundShare });
  const year = settleYear(
    { fund: 'resident', year: YEAR, totals, hospitals: [], budget: pointsBudget(inputs['dipFund']!) },
    rules,
  );
  return { paid: printYuan(year.due), residue: printYuan(sumFen([year.pools[0]!.unspent, year.pools[0]!.residue])) };
}

/** The factor of the deposit that an example states, as a table by score. */
function cash(inputs: Inputs) {
  const amount = (name: string) => parseYuan(inputs[name]!);
  const [withheld, returned] = [amount('depositWithheld'), amount('depositReturned')];
  const factor = printExactly(over(yuanOf(returned), yuanOf(withheld)));
  const rules = rulesWith({ pools: [PRICED_POOL], depositRelease: [{ from: '0', factor }] });
  const months = [{ month: `${YEAR}-01`, credited: amount('monthlyPaid'), deposit: withheld }];
  const score = parseRatio('80');
  const hospital = { hospital: 'A', score, entries: [], months, prepayment: amount('prepaymentSetOff') };
  const totals = [pricedTotals('A', inputs['yearDue']!, inputs['yearDue']!)];
  const year = settleYear(
    { fund: 'resident', year: YEAR, totals, hospitals: [hospital], budget: pointsBudget(inputs['yearDue']!) },
    rules,
  );
  const [settled] = year.hospitals;
  return {
    finalPayment: printYuan(settled!.finalPayment),
    cash: printYuan(settled!.cash),
    lostDeposit: printYuan(settled!.deposit.lost),
    holds: settled!.finalPayment === amount('finalPayment') ? 'yes' : 'no',
  };
}
