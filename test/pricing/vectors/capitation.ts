import { capitationPayment, type CapitatedYear } from '../../../pricing/capitation/capitation-payment.js';
import { CAPITATION_SECTION } from '../../../pricing/capitation/capitation-section.js';
import { visitsOfYear } from '../../../pricing/capitation/visit-fund-part.js';
import { formerCost } from '../../../pricing/measurement/former-cost.js';
import { parseYuan, printYuan, type Fen } from '../../../pricing/money.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { numberOf, printedYuan, type Adapter, type Inputs } from './vector.js';

const { rounding } = contextOf();
/** Where the example asks for no budget. */
const ANY_RATE = '1';

export const capitation: Adapter = (inputs) => {
  if ('package' in inputs)
    return { formerCost: printedYuan(formerCost(numberOf(inputs, 'package'), numberOf(inputs, 'belowFormer'))) };
  if ('visits' in inputs) return visits(inputs);
  const values = valuesOf(CAPITATION_SECTION, rulesOf(inputs));
  const { budget, surplus, headRate } = capitationPayment(yearOf(inputs), values, rounding);
  return {
    budget: printYuan(budget),
    headRate: printedYuan(headRate),
    ...(surplus === undefined ? {} : { surplus: printYuan(surplus) }),
  };
};

function visits(inputs: Inputs) {
  const { visitRatio, visitYearCap } = valuesOf(CAPITATION_SECTION, {
    headRate: ANY_RATE,
    headCount: 'whole-year',
    careElsewhere: 'none',
    visitRatio: inputs['ratio'],
    visitYearCap: inputs['yearCap'],
  });
  const amounts = (inputs['visits'] as unknown as string[]).map(parseYuan);
  const { byVisit, year } = visitsOfYear(amounts, { visitRatio: visitRatio!, visitYearCap }, rounding.amount.value);
  return { fundByVisit: byVisit.map(({ fund }) => printYuan(fund)), fundYear: printYuan(year) };
}

function rulesOf(inputs: Inputs): Readonly<Record<string, unknown>> {
  const { headRate, baseRate, rate, visitsPart, familyDoctorFee, ageUplift } = inputs;
  const cells = rowsOf(inputs, 'cells').map(({ cell, coefficient }) => ({ cell, coefficient }));
  return {
    headRate: headRate ?? baseRate ?? rate ?? visitsPart,
    headCount: inputs['members'] === undefined ? 'whole-year' : 'by-month',
    careElsewhere: 'all',
    ...(familyDoctorFee === undefined ? {} : { familyDoctorFee }),
    ...(ageUplift === undefined ? {} : { uplifts: [{ uplift: ageUplift }] }),
    ...(cells.length === 0 ? {} : { cells }),
  };
}

function yearOf(inputs: Inputs): CapitatedYear {
  const { heads, signed = heads } = inputs;
  const rows = [...rowsOf(inputs, 'cells'), ...rowsOf(inputs, 'members'), ...(signed === undefined ? [] : [{ heads: signed }])];
  const amount = (name: string): Fen | undefined => (inputs[name] === undefined ? undefined : parseYuan(inputs[name]));
  const elsewhere = amount('visitsElsewhere');
  return {
    institution: 'T1',
    signed: rows.map((row: Inputs) => ({
      heads: Number(row['heads']),
      cell: row['cell'],
      months: row['months'] === undefined ? undefined : Number(row['months']),
    })),
    careElsewhere: elsewhere === undefined ? [] : [{ amount: elsewhere }],
    ownCare: amount('ownCare'),
  };
}

const rowsOf = (inputs: Inputs, name: string): readonly Inputs[] => (inputs[name] ?? []) as unknown as readonly Inputs[];
