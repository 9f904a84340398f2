import { z } from 'zod';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { positive, share } from '../policy/values.js';
import { BILL_CONDITIONS } from './bill-rows.js';
import { deductibleTable } from './deductible.js';
import { yearCapTable } from './year-cap.js';

const ratioTable = z.array(z.strictObject({ ...BILL_CONDITIONS, ratio: share })).min(1);

/** What changes deductible and ratio for some: `deductibleTimes: 2, ratioMinus: 0.05` out of the city. Every row that is for a bill counts. */
const adjustmentTable = z
  .array(
    z.strictObject({
      ...BILL_CONDITIONS,
      deductibleTimes: positive.optional(),
      ratioPlus: share.optional(),
      ratioMinus: share.optional(),
    }),
  )
  .min(1);

/** What a region decides about the basic pool's part of a bill. */
export const BASIC_POOL = policySection({
  id: 'basic-pool',
  title: { zh: '基本医保住院待遇', en: 'Benefits of the basic pool' },
  parameters: {
    deductibles: required('table', { zh: '起付线', en: 'Deductibles' }, deductibleTable, { isPerFund: true }),
    ratios: required('table', { zh: '政策范围内支付比例', en: 'Ratios of in-scope charges' }, ratioTable, { isPerFund: true }),
    adjustments: optional('table', { zh: '起付线与比例调整', en: 'Adjustments' }, adjustmentTable, { isPerFund: true }),
    yearCaps: optional('table', { zh: '年度支付限额', en: 'Yearly caps' }, yearCapTable, { isPerFund: true }),
    floorRatios: optional('table', { zh: '保底比例', en: 'Guaranteed minimum ratios' }, ratioTable, { isPerFund: true }),
    /** What the guaranteed minimum is a ratio of, the deductible taken off either way. */
    floorBase: optional('choice', { zh: '保底基数', en: 'Base of the guaranteed minimum' }, z.enum(['in-scope', 'total'])),
  },
  check: ({ floorRatios, floorBase }): readonly SectionFault[] =>
    floorRatios !== undefined && floorBase === undefined ? [FLOOR_WITHOUT_BASE] : [],
});

/** What the section holds. */
export type BasicPoolValues = ValuesOf<typeof BASIC_POOL>;

const FLOOR_WITHOUT_BASE: SectionFault = {
  parameter: 'floorBase',
  message: { zh: '有保底比例就要规定保底基数', en: 'guaranteed minimum ratios need a base' },
};
