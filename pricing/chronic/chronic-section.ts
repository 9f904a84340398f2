import { z } from 'zod';
import { compare } from '../ratio.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { share, word, yuan } from '../policy/values.js';
import { SETTLES } from '../unit-price/pay-units.js';

const head = {
  package: word,
  /** `all`: the fee buys the care, and the patient's part comes off it. `fund`: the fee is the fund's part. */
  covers: z.enum(['all', 'fund']),
};

/**
 * A package of a disease. `last-year`: a head costs what the person cost last year, raised to the floor and cut to the cap, which regions take
 * from percentiles of all patients. `year`: one sum a year. `session`: a price for each treatment or bag.
 */
const row = z.discriminatedUnion('pays', [
  z.strictObject({
    ...head,
    pays: z.literal('last-year'),
    floor: yuan,
    cap: yuan,
    /** Of a person without a last year. */
    newPatient: yuan.optional(),
  }),
  z.strictObject({ ...head, pays: z.literal('year'), fee: yuan }),
  z.strictObject({
    package: word,
    pays: z.literal('session'),
    level: z.enum(['1', '2', '3']).transform(Number).optional(),
    price: yuan,
    settles: z.enum(SETTLES),
    fundRatio: share.optional(),
  }),
]);
export type ChronicPackage = z.output<typeof row>;

/** What a region decides about paying chronic and special diseases by the head (门诊慢特病按人头). */
export const CHRONIC_SECTION = policySection({
  id: 'chronic',
  title: { zh: '门诊慢特病按人头付费', en: 'Chronic diseases by the head' },
  parameters: {
    /** In the order in which rows are tried: the first of the package that fits decides. */
    packages: required('table', { zh: '病种付费包', en: 'Packages of diseases' }, z.array(row).min(1), { isPerFund: true }),
    /** Where the patient's part is more than the head fee. */
    negativeRule: required('choice', { zh: '负数处理', en: 'Negative results' }, z.enum(['floor-at-zero', 'keep'])),
    /** The rest waits for the assessment. */
    quarterPayShare: optional('1', { zh: '按季预付比例', en: 'Share paid each quarter' }, share),
  },
  check: ({ packages }): readonly SectionFault[] =>
    packages.value.some((one) => one.pays === 'last-year' && compare(one.floor, one.cap) > 0) ? [FLOOR_ABOVE_CAP] : [],
});

export type ChronicValues = ValuesOf<typeof CHRONIC_SECTION>;

const FLOOR_ABOVE_CAP: SectionFault = {
  parameter: 'packages',
  message: { zh: '下限高于上限', en: 'a floor is above its cap' },
};
