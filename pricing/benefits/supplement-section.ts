import { z } from 'zod';
import { optional } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { decimal, flag, share, words, yuan } from '../policy/values.js';
import { burdenParts } from './burden.js';
import { LAYERS, type SupplementId } from './layers.js';
import { TIER_BASES, tierTable } from './tiers.js';
import { yearCapTable } from './year-cap.js';

/** What a layer changes for some classes of persons (倾斜支付); the first row that names the class decides. */
const tiltTable = z
  .array(
    z.strictObject({
      personClasses: words,
      startTimes: decimal.optional(),
      ratioPlus: share.optional(),
      liftsYearCap: flag.optional(),
    }),
  )
  .min(1);

/**
 * A section of a layer that pays by tiers. Nothing in it is required: a fund without tiers has no such layer, and its order does not name one.
 */
function supplementSection(id: SupplementId) {
  return policySection({
    id,
    title: LAYERS[id].title,
    parameters: {
      /** Kinds of charges that the layer counts: `over-cap` alone for large-sum aid, `first-self-paid` where a region lets it in. */
      counts: optional('choice', { zh: '计入范围', en: 'What counts' }, burdenParts, { isPerFund: true }),
      /** Taken once a year. */
      start: optional('yuan', { zh: '起付标准', en: 'Start line' }, yuan, { isPerFund: true }),
      tiers: optional('table', { zh: '分段支付比例', en: 'Tiers' }, tierTable, { isPerFund: true }),
      tierBase: optional('choice', { zh: '分段起点', en: 'From where tiers count' }, z.enum(TIER_BASES), { isPerFund: true }),
      yearCaps: optional('table', { zh: '年度支付限额', en: 'Yearly caps' }, yearCapTable, { isPerFund: true }),
      tilts: optional('table', { zh: '倾斜支付', en: 'Tilt for classes of persons' }, tiltTable, { isPerFund: true }),
    },
    check: ({ tiers, counts, start, tierBase }): readonly SectionFault[] => [
      ...(tiers !== undefined && counts === undefined ? [NOTHING_COUNTED] : []),
      ...(tiers !== undefined && start !== undefined && tierBase === undefined ? [NO_TIER_BASE] : []),
    ],
  });
}

const NOTHING_COUNTED: SectionFault = {
  parameter: 'counts',
  message: { zh: '有分段比例就要规定计入范围', en: 'tiers need to know what counts' },
};
const NO_TIER_BASE: SectionFault = {
  parameter: 'tierBase',
  message: { zh: '有起付标准就要规定分段起点', en: 'with a start line, tiers need to know from where they count' },
};

/** 职工大额医疗费用补助 */
export const LARGE_SUM = supplementSection('large-sum');
/** 公务员医疗补助: for members only. */
export const CIVIL_SERVANT_AID = supplementSection('civil-servant-aid');
/** 企业补充医疗保险: for members only. */
export const ENTERPRISE_SUPPLEMENT = supplementSection('enterprise-supplement');
/** 居民大病保险 */
export const MAJOR_ILLNESS = supplementSection('major-illness');

/** What one supplement holds; all of them have the same parameters. */
export type SupplementValues = ValuesOf<typeof MAJOR_ILLNESS>;

/** Section of each supplement. */
export const SUPPLEMENT_SECTIONS = {
  'large-sum': LARGE_SUM,
  'civil-servant-aid': CIVIL_SERVANT_AID,
  'enterprise-supplement': ENTERPRISE_SUPPLEMENT,
  'major-illness': MAJOR_ILLNESS,
} as const satisfies Record<SupplementId, unknown>;

/** What a supplement changes for a class of persons. */
export type SupplementTilt = z.output<typeof tiltTable>[number];
