import { DAY_SURGERY } from '../../../pricing/methods/day-surgery.js';
import { parseYuan } from '../../../pricing/money.js';
import { Router } from '../../../pricing/router/router.js';
import { ROUTER } from '../../../pricing/router/router-section.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { stepResult } from './breakdown-of.js';
import type { Adapter, Inputs } from './vector.js';

export const dayCare: Adapter = (inputs) => ('hours' in inputs ? routed(inputs) : shared(inputs));

/** Whether the hours make it a day case is for the router to say. */
function routed(inputs: Inputs): Readonly<Record<string, unknown>> {
  const values = valuesOf(ROUTER, {
    routes: [
      { id: 'day', when: { stayHours: `${inputs['operator']} ${inputs['limitHours']}` }, to: 'day-surgery' },
      { id: 'inpatient', to: 'dip' },
    ],
  });
  const { to } = new Router(values).route(caseOf({ stayHours: Number(inputs['hours']) }), undefined);
  return { dayCase: to === 'day-surgery' ? 'yes' : 'no' };
}

function shared(inputs: Inputs): Readonly<Record<string, unknown>> {
  const amount = (name: string) => (inputs[name] === undefined ? undefined : parseYuan(inputs[name]));
  const facts = caseOf({ inScope: amount('inScope'), totalCharges: amount('actualCost') });
  const values = valuesOf(DAY_SURGERY.section, rulesOf(inputs));
  const { breakdown } = DAY_SURGERY.price(facts, undefined, values, contextOf());
  const patient = stepResult(breakdown, 'patient-part');
  return { pool: stepResult(breakdown, 'pool-part'), patientBase: stepResult(breakdown, 'shared-amount'), patient };
}

function rulesOf({
  diseasePrice,
  patientShare,
  inpatientDeductible,
  deductibleFactor,
  ratio,
}: Inputs): Readonly<Record<string, unknown>> {
  if (diseasePrice !== undefined)
    return {
      base: 'charges',
      prices: [{ id: 'disease', pays: 'fixed', price: diseasePrice }],
      shares: { of: 'patient', rows: [{ share: patientShare }] },
    };
  return {
    base: 'in-scope',
    shares: { of: 'fund', rows: [{ share: ratio }] },
    deductibles: [{ amount: inpatientDeductible }],
    deductibleFactor,
  };
}
