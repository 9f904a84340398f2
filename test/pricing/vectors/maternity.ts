import { MATERNITY } from '../../../pricing/methods/maternity.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { stepResult } from './breakdown-of.js';
import type { Adapter, Inputs } from './vector.js';

/** A table of weeks is asked for its limit alone. */
const ANY_COST = '0.00';

export const maternity: Adapter = (inputs) => {
  const { week, babies, hospitalLevel, cost = ANY_COST } = inputs;
  const facts = caseOf({
    visitType: week === undefined ? '52' : '51',
    totalCharges: parseYuan(cost),
    ...(week === undefined ? {} : { gestationWeeks: Number(week) }),
    ...(babies === undefined ? {} : { babies: Number(babies) }),
    ...(hospitalLevel === undefined ? {} : { hospitalLevel: Number(hospitalLevel) as 1 | 2 | 3 }),
  });
  const values = valuesOf(MATERNITY.section, { base: 'charges', ...rulesOf(inputs) });
  const { amount, breakdown } = MATERNITY.price(facts, undefined, values, contextOf());
  return {
    limit: stepResult(breakdown, 'price-of-care'),
    fund: printYuan(amount),
    patient: stepResult(breakdown, 'patient-part'),
  };
};

interface Rows {
  readonly weekTable?: readonly { readonly fromWeek: string; readonly limit: string }[];
  readonly tiers?: readonly { readonly upTo: string; readonly patientShare: string }[];
}

function rulesOf(inputs: Inputs): Readonly<Record<string, unknown>> {
  const { fixed, limit, extraBaby, hospitalLevel } = inputs;
  const { weekTable, tiers } = inputs as unknown as Rows;
  if (weekTable !== undefined) {
    const weeks = weekTable.map((row) => ({ fromWeek: row.fromWeek, price: row.limit }));
    return { antenatal: { visitTypes: ['51'], pays: 'limit', weeks } };
  }
  if (tiers !== undefined) {
    // An empty end is none.
    const written = tiers.map(({ upTo, patientShare }) => ({ ...(upTo === '' ? {} : { upTo }), patientShare }));
    return { deliveries: [{ id: 'delivery', level: hospitalLevel, pays: 'tiers', tiers: written }] };
  }
  if (fixed !== undefined) return { deliveries: [{ id: 'delivery', pays: 'fixed', price: fixed }] };
  return { deliveries: [{ id: 'delivery', pays: 'limit', price: limit }], extraBaby };
}
