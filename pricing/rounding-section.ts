import { optional, required } from './policy/parameter.js';
import { policySection, type ValuesOf } from './policy/section.js';
import { rounding } from './policy/values.js';

/** Where a region rounds, and how. Each kind of number is rounded once, at the step that names it; without a rule it stays exact. */
export const ROUNDING = policySection({
  id: 'rounding',
  title: { zh: '取整', en: 'Rounding' },
  parameters: {
    amount: required('choice', { zh: '金额', en: 'Amounts' }, rounding(2)),
    points: optional('choice', { zh: '病例点数（分值）', en: 'Points of a case' }, rounding()),
  },
});

export type RoundingRules = ValuesOf<typeof ROUNDING>;
