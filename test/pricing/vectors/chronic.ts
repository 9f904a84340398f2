import { chronicPayment } from '../../../pricing/chronic/chronic-payment.js';
import { CHRONIC_SECTION } from '../../../pricing/chronic/chronic-section.js';
import { CHRONIC } from '../../../pricing/methods/chronic.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { instalments } from '../../../pricing/settlement/instalments.js';
import { withhold } from '../../../pricing/settlement/withhold.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { numberOf, type Adapter, type Inputs } from './vector.js';

const { rounding } = contextOf();
const PACKAGE = 'package';
const MONTHS = 12;

export const chronic: Adapter = (inputs) => {
  if ('quarterDue' in inputs) {
    const due = (inputs['quarterDue'] as unknown as string[]).map(parseYuan);
    const { paid, held } = withhold(due, numberOf(inputs, 'quarterPayShare'), rounding.amount.value);
    return { paidPerQuarter: paid.map(printYuan), heldForAssessment: printYuan(held) };
  }
  if ('sessionPrice' in inputs) return session(inputs);
  if ('yearPackage' in inputs) {
    const { fund } = pay({ pays: 'year', covers: 'fund', fee: inputs['yearPackage'] }, [{}]);
    return { monthPackage: printYuan(instalments(fund, MONTHS, rounding.amount.value)[0]!) };
  }
  if ('headFee' in inputs) {
    const patientPart = parseYuan(inputs['patientPart']!);
    return { fund: printYuan(pay({ pays: 'year', covers: 'all', fee: inputs['headFee'] }, [{ patientPart }]).fund) };
  }
  const costs = (inputs['lastYearCosts'] as unknown as string[]).map((text) => ({ lastYearCost: parseYuan(text) }));
  const { byHead, headFees } = pay({ pays: 'last-year', covers: 'all', floor: inputs['p25'], cap: inputs['p75'] }, costs);
  return { headFees: byHead.map(({ headFee }) => printYuan(headFee)), total: printYuan(headFees) };
};

const valuesFor = (row: object) =>
  valuesOf(CHRONIC_SECTION, { packages: [{ package: PACKAGE, ...row }], negativeRule: 'floor-at-zero' });

const pay = (row: object, people: readonly object[]) =>
  chronicPayment(
    people.map((person, place) => ({ head: `T${place}`, package: PACKAGE, ...person })),
    valuesFor(row),
    rounding,
  );

function session({ sessionPrice, fundShare }: Inputs) {
  const values = valuesFor({ pays: 'session', price: sessionPrice, settles: 'fixed-rate', fundRatio: fundShare });
  const facts = caseOf({ packageId: PACKAGE, sessions: 1 });
  return { fund: printYuan(CHRONIC.price(facts, undefined, values, contextOf()).amount) };
}
