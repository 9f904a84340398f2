import { z } from 'zod';
import { exemption, ILLNESS_TESTS } from '../linking/same-illness.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { bounds, flag, word, words } from '../policy/values.js';

const name = z.strictObject({ zh: word, en: word });

const distinct = (rows: readonly { readonly id: string }[]): boolean => new Set(rows.map(({ id }) => id)).size === rows.length;

/** Where the two stays of a repeat were. */
export const REPEAT_PLACES = ['same-hospital', 'other-hospital', 'any'] as const;

const repeat = z.strictObject({
  id: word,
  name,
  /** Days from discharge to admission, with the operator: `<= 14` counts day 14. */
  gapDays: bounds,
  sameIllness: z.enum(ILLNESS_TESTS),
  hospitals: z.enum(REPEAT_PLACES),
  /** Families of diagnoses that take turns, such as hypertension and diabetes: of one family, and not of the same illness. Beginnings of codes. */
  takeTurns: z.array(words).min(1).optional(),
  /** Whether the two stays were paid by different methods, such as one stay cut into DRG and bed-days. */
  methodChanges: flag.optional(),
  /** Whether there was a procedure in both, as where operations of one go are spread over stays. */
  isOperatedTwice: flag.optional(),
  /** A repeat of such care is none. */
  exempt: exemption.optional(),
});

export type RepeatRule = z.output<typeof repeat>;

const sign = z.strictObject({
  id: word,
  name,
  /** All of them must hold; what a record does not state holds nowhere. */
  when: z
    .strictObject({
      /** Charges over the mean charges of the group. */
      costMultiple: bounds.optional(),
      /** Unit: yuan. */
      totalCharges: bounds.optional(),
      lengthOfStayDays: bounds.optional(),
      /** Days of the stay on which nothing was charged. */
      zeroFeeDays: bounds.optional(),
      /** Self-paid over total charges. */
      selfPaidShare: bounds.optional(),
      severities: z.array(z.enum(['mcc', 'cc', 'none'])).optional(),
      hasProcedure: flag.optional(),
      /** Whether special-case review was applied for. */
      isSpecialCase: flag.optional(),
      /** Beginnings of codes. */
      principalDiagnoses: words.optional(),
      notDiagnoses: words.optional(),
    })
    .refine((asked) => Object.values(asked).some((one) => one !== undefined), '≥ 1'),
  /** One such case is nothing to look into; many of them in one place are (`clusters`). */
  isOnlyCounted: flag.prefault('false'),
});

export type CaseSign = z.output<typeof sign>;

/** Where signs are counted together. */
export const CLUSTER_PLACES = ['hospital', 'department', 'group'] as const;
export type ClusterPlace = (typeof CLUSTER_PLACES)[number];

const cluster = z.strictObject({
  id: word,
  name,
  /** The sign whose cases are counted. */
  sign: word,
  by: z.enum(CLUSTER_PLACES).default('hospital'),
  /** Share of the cases of the place with the sign, over that of the region. */
  ratioToRegion: bounds,
  /** Cases with the sign that the place has. */
  cases: bounds,
});

export type Cluster = z.output<typeof cluster>;

/** What raises a lead (监管线索). A lead is looked into; it is never a verdict, and no amount rests on it. */
export const SUPERVISION = policySection({
  id: 'supervision',
  title: { zh: '监管线索', en: 'Supervision leads' },
  parameters: {
    repeats: required(
      'table',
      { zh: '分解住院、重复入院', en: 'Split and repeated stays' },
      z.array(repeat).min(1).refine(distinct, 'id ×2'),
    ),
    /** Days that two stays of one person have in common; the day of a transfer is none. */
    overlapDays: optional('day', { zh: '住院重叠天数', en: 'Days on which stays overlap' }, bounds),
    /** Days in hospital in one calendar year. */
    yearDays: optional('day', { zh: '年住院天数', en: 'Days in hospital in a year' }, bounds),
    caseSigns: required('table', { zh: '病例线索', en: 'Signs of single cases' }, z.array(sign).min(1).refine(distinct, 'id ×2')),
    clusters: optional('table', { zh: '聚集线索', en: 'Clusters of signs' }, z.array(cluster).min(1).refine(distinct, 'id ×2')),
  },
  check: ({ caseSigns, clusters }): readonly SectionFault[] => {
    const known = new Set(caseSigns.value.map(({ id }) => id));
    return clusters?.value.every((one) => known.has(one.sign)) === false ? [SIGN_UNKNOWN] : [];
  },
});

export type SupervisionValues = ValuesOf<typeof SUPERVISION>;

const SIGN_UNKNOWN: SectionFault = {
  parameter: 'clusters',
  message: { zh: 'sign 须是 caseSigns 中的 id', en: 'sign names a row of caseSigns' },
};
