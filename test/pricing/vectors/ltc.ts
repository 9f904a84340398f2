import { LONG_TERM_CARE, longTermCarePayment } from '../../../pricing/long-term-care/long-term-care.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { contextOf, valuesOf } from '../policy-of.js';
import type { Adapter } from './vector.js';

export const ltc: Adapter = (inputs) => {
  const service = inputs['kind']!;
  const settles = service.endsWith('flat') ? 'fixed-rate' : 'actual-up-to-rate';
  const values = valuesOf(LONG_TERM_CARE, {
    services: [{ service, cap: inputs['cap'], fundRatio: inputs['ratio'], settles }],
  });
  const care = { bill: 'T1', service, units: Number(inputs['units']), actualPerUnit: parseYuan(inputs['actualPerUnit']!) };
  return { fund: printYuan(longTermCarePayment([care], values, contextOf().rounding).fund) };
};
