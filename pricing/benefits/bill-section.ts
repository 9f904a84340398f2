import { z } from 'zod';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type SectionReference, type ValuesOf } from '../policy/section.js';
import { burdenParts } from './burden.js';
import { ORDERED_LAYERS, type OrderedLayer } from './layers.js';
import { WAIVED_LIMITS } from './waiver.js';

/** What a region decides about a patient's bill as a whole (参保人费用分割): who pays after the basic pool, and in which order. */
export const PATIENT_BILL = policySection({
  id: 'patient-bill',
  title: { zh: '参保人费用分割', en: "The patient's bill" },
  parameters: {
    /** After the basic pool and before personal account and cash. */
    order: required('choice', { zh: '支付顺序', en: 'Order of payers' }, z.array(z.enum(ORDERED_LAYERS)), { isPerFund: true }),
    /** Kinds of charges that other payers may pay. */
    otherCovers: optional('choice', { zh: '其他支付方可付范围', en: 'What other payers cover' }, burdenParts),
    /** Kinds of charges that a personal account may pay; without it no account pays. */
    accountCovers: optional('choice', { zh: '个人账户可付范围', en: 'What personal accounts cover' }, burdenParts, {
      isPerFund: true,
    }),
    /** Limits lifted for cases of the list `waiver`. */
    waive: optional('choice', { zh: '免除的限制', en: 'Limits that are waived' }, z.array(z.enum(WAIVED_LIMITS)).min(1)),
  },
  check: ({ order: { value: order }, otherCovers }): readonly SectionFault[] => [
    ...(new Set(order).size < order.length ? [LAYER_TWICE] : []),
    ...(order.some((layer, place) => layer === 'medical-assistance' && insures(order.slice(place))) ? [INSURANCE_FIRST] : []),
    ...(order.includes('other-payers') && otherCovers === undefined ? [OTHERS_OPEN] : []),
  ],
  leadsTo: ({ order }): readonly SectionReference[] =>
    order.value.filter((layer) => layer !== 'other-payers').map((layer) => ({ parameter: 'order', from: layer, to: layer })),
});

/** What the section holds. */
export type PatientBillValues = ValuesOf<typeof PATIENT_BILL>;

/** Aid for civil servants and employees of a firm has no place by law. */
const insures = (layers: readonly OrderedLayer[]): boolean => layers.includes('major-illness') || layers.includes('large-sum');

const LAYER_TWICE: SectionFault = { parameter: 'order', message: { zh: '有支付方重复', en: 'a payer stands twice' } };
const INSURANCE_FIRST: SectionFault = {
  parameter: 'order',
  message: { zh: '先保险后救助：医疗救助应排在保险之后', en: 'insurance pays before medical assistance' },
};
const OTHERS_OPEN: SectionFault = {
  parameter: 'otherCovers',
  message: { zh: '须规定其他支付方可付范围', en: 'the policy must say what other payers cover' },
};
