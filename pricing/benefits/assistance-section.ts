import { z } from 'zod';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { decimal, share, yuan } from '../policy/values.js';
import { BILL_CONDITIONS } from './bill-rows.js';
import { burdenParts } from './burden.js';

/** A line that is fixed, or a share of the region's mean income. */
const moneyLine = z
  .strictObject({ fixed: yuan.optional(), ofMeanIncome: decimal.optional() })
  .refine(({ fixed, ofMeanIncome }) => (fixed === undefined) !== (ofMeanIncome === undefined), 'fixed | ofMeanIncome');

/**
 * More for those on whom much is left (倾斜救助), where what assistance leaves is above a line. With `ratioPlus` the ratio of assistance is
 * higher; with `ratio` a second payment takes part of what is above the line, within a yearly cap of its own.
 */
const tilt = z
  .strictObject({ above: moneyLine, ratioPlus: share.optional(), ratio: share.optional(), yearCap: yuan.optional() })
  .refine(({ ratio, ratioPlus }) => (ratio === undefined) !== (ratioPlus === undefined), 'ratio | ratioPlus');

const assistanceClass = z.strictObject({
  ...BILL_CONDITIONS,
  /** Without it, assistance begins at the first fen. */
  start: moneyLine.optional(),
  ratio: share,
  yearCap: yuan.optional(),
  tilt: tilt.optional(),
});

/** What a region decides about medical assistance (医疗救助): by class of persons, whatever their insurance. */
export const MEDICAL_ASSISTANCE = policySection({
  id: 'medical-assistance',
  title: { zh: '医疗救助', en: 'Medical assistance' },
  parameters: {
    /** The first row that is for a person decides; a person whom none is for gets no assistance. */
    classes: required('table', { zh: '救助对象与比例', en: 'Classes and ratios' }, z.array(assistanceClass).min(1)),
    counts: required('choice', { zh: '计入范围', en: 'What counts' }, burdenParts),
    /** Whether start and tilt lines are taken of the year's burden or of each stay's. */
    linesPer: required('choice', { zh: '起付标准计算周期', en: 'What lines are taken of' }, z.enum(['year', 'stay'])),
    meanIncome: optional('yuan', { zh: '上年人均可支配收入', en: 'Mean income of the year before' }, yuan),
  },
  check: ({ classes, meanIncome }): readonly SectionFault[] => {
    const asksIncome = classes.value.some(
      ({ start, tilt: more }) => start?.ofMeanIncome !== undefined || more?.above.ofMeanIncome !== undefined,
    );
    return asksIncome && meanIncome === undefined ? [NO_INCOME] : [];
  },
});

/** What the section holds. */
export type AssistanceValues = ValuesOf<typeof MEDICAL_ASSISTANCE>;
/** A start or tilt line. */
export type MoneyLine = z.output<typeof moneyLine>;

const NO_INCOME: SectionFault = {
  parameter: 'meanIncome',
  message: { zh: '以收入比例为线时须给出人均可支配收入', en: 'a line by income needs the mean income' },
};
