import {
  CONSORTIUM,
  consortiumPackage,
  riskFundTransfer,
  settleConsortiumYear,
  shareOverspend,
  type ConsortiumValues,
  type YearFacts,
} from '../../../pricing/consortium/index.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { exactDecimal } from '../../../reference-data/index.js';
import { HALF_UP_TO_FEN, printRounded } from '../../../pricing/rounding.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { takenOff } from './breakdown-of.js';
import { numberOf, type Adapter, type Inputs } from './vector.js';

const NAME = { zh: '名称', en: 'Name' };
const { rounding } = contextOf();

export const consortium: Adapter = (inputs) => {
  if ('heads' in inputs) return budget(inputs);
  if ('riskFundBalance' in inputs) return riskFund(inputs);
  if ('bandLimit' in inputs) return overspendShared(inputs);
  return 'score' in inputs ? kept(inputs) : settled(inputs);
};

/** Rules that an example is silent about stay out of its way. */
function valuesWith(rules: Readonly<Record<string, unknown>>): ConsortiumValues {
  return valuesOf(CONSORTIUM, {
    headIncome: '0',
    deductions: [],
    packageShare: '1',
    surplusSplit: [{ to: 'lead', name: NAME, weight: '1' }],
    allocation: 'largest-remainder',
    ...rules,
  });
}

function budget(inputs: Inputs) {
  const { headIncome, majorIllnessPerHead, packageShare } = inputs;
  const deductions = [{ id: 'majorIllness', name: NAME, by: 'head', amount: majorIllnessPerHead }];
  const facts = { consortium: 'C', heads: numberOf(inputs, 'heads') };
  const found = consortiumPackage(facts, valuesWith({ headIncome, deductions, packageShare }), rounding);
  return {
    income: printYuan(found.income),
    majorIllness: takenOff(found.breakdown, 'majorIllness'),
    base: printYuan(found.base),
    package: printYuan(found.package),
    monthly: printYuan(found.months[0]!),
  };
}

function riskFund(inputs: Inputs) {
  const rule = { yearShare: exactDecimal(inputs['yearRate']!)!, ceiling: exactDecimal(inputs['ceilingRate']!)! };
  const [income, balance] = [parseYuan(inputs['yearIncome']!), parseYuan(inputs['riskFundBalance']!)];
  return { transfer: printYuan(riskFundTransfer(income, balance, rule, HALF_UP_TO_FEN)) };
}

function overspendShared(inputs: Inputs) {
  const { bandLimit, fundShareInBand } = inputs;
  const { value: bands } = valuesWith({ overspendBands: [{ upTo: bandLimit, fundShare: fundShareInBand }] }).overspendBands!;
  const shared = shareOverspend(parseYuan(inputs['overspend']!), parseYuan(inputs['package']!), bands, HALF_UP_TO_FEN);
  return { fund: printYuan(shared.fund), consortium: printYuan(shared.consortium) };
}

/** The surplus is what a package has left that nothing was spent of. */
function kept(inputs: Inputs) {
  const facts = { consortium: 'C', package: parseYuan(inputs['surplus']!), care: {}, score: numberOf(inputs, 'score') };
  const { shared } = settleConsortiumYear(facts, valuesWith({ scoreFactors: inputs['scoreTable'] }), rounding);
  return { kept: printYuan(shared.kept) };
}

function settled(inputs: Inputs) {
  const weights = inputs['ratio'] as unknown as string[];
  const surplusSplit = weights.map((weight, place) => ({ to: String(place), name: NAME, weight }));
  const facts: YearFacts = {
    consortium: 'C',
    package: parseYuan(inputs['package']!),
    care: { inpatient: parseYuan(inputs['used']!) },
  };
  const year = settleConsortiumYear(facts, valuesWith({ surplusSplit }), rounding);
  const { numerator, denominator } = year.overspendRate;
  return {
    surplus: printYuan(year.surplus),
    shares: year.shared.parties.map(({ amount }) => printYuan(amount)),
    overspend: printYuan(year.overspend),
    rate: printRounded({ numerator: numerator * 100n, denominator }, HALF_UP_TO_FEN),
  };
}
