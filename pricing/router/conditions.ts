import { z } from 'zod';
import { isWithin, type BilingualText, type Bounds } from '../../reference-data/index.js';
import { needed, type CaseFacts } from '../case-facts.js';
import type { GroupValues } from '../group-values.js';
import { bounds, flag, words } from '../policy/values.js';
import { parseRatio, ratio, type Ratio } from '../ratio.js';

/** What routes are tested against. */
export interface RoutedCase {
  readonly facts: CaseFacts;
  readonly group: GroupValues | undefined;
  /** Of the case, or what the policy takes an empty one for. */
  readonly visitType: string | undefined;
}

interface Condition<Asked> {
  readonly label: BilingualText;
  readonly schema: z.ZodType<Asked>;
  readonly holds: (asked: Asked, routed: RoutedCase) => boolean;
  /** What the case states, as text. */
  readonly stated: (routed: RoutedCase) => string;
}

const condition = <Asked>(one: Condition<Asked>): Condition<Asked> => one;

/** A list, roll or register either names a case or does not, so an empty field is a no. */
const oneOf = (label: BilingualText, stated: (routed: RoutedCase) => string | undefined): Condition<string[]> =>
  condition({
    label,
    schema: words,
    holds: (asked, routed) => asked.includes(stated(routed) ?? ''),
    stated: (routed) => stated(routed) ?? '',
  });

type NumericField = 'ageYears' | 'gestationWeeks' | 'lengthOfStayDays' | 'stayHours';

/** A measure that is empty is not known; a route that comes to ask for it fails the case. */
const measured = (label: BilingualText, field: NumericField): Condition<Bounds> =>
  condition({
    label,
    schema: bounds,
    holds: (asked, { facts }) => isWithin(exactNumber(needed(facts, field)), asked),
    stated: ({ facts }) => String(facts[field] ?? ''),
  });

/**
 * Everything that a route may ask of a case, in the order in which it is asked: lists and registers first, so that a measure is only
 * missed where it decides.
 */
export const CONDITIONS = {
  /** Codes or their beginnings: 21 takes 2105 too, so a route for 2105 stands before it. */
  visitTypes: condition({
    label: { zh: '医疗类别', en: 'visit type' },
    schema: words,
    holds: (asked: string[], { facts, visitType = needed(facts, 'visitType') }) =>
      asked.some((code) => visitType.startsWith(code)),
    stated: ({ visitType = '' }) => visitType,
  }),
  /** Lists of the policy; one of them is enough. */
  lists: condition({
    label: { zh: '所属清单', en: 'lists that name the case' },
    schema: words,
    holds: (asked: string[], { facts }) => asked.some((list) => facts.specialListFlags?.includes(list) === true),
    stated: ({ facts }) => facts.specialListFlags?.join('|') ?? '',
  }),
  wardTypes: oneOf({ zh: '病区类型', en: 'ward type' }, ({ facts }) => facts.wardType),
  packages: oneOf({ zh: '付费包', en: 'package' }, ({ facts }) => facts.packageId),
  personClasses: oneOf({ zh: '人员类别', en: 'person class' }, ({ facts }) => facts.personClass),
  departments: oneOf({ zh: '出院科别', en: 'department' }, ({ facts }) => facts.department),
  groups: oneOf({ zh: '病组', en: 'group' }, ({ group }) => group?.group),
  hospitalLevels: condition({
    label: { zh: '医疗机构级别', en: 'hospital level' },
    schema: words,
    holds: (asked: string[], { facts }) => asked.includes(String(needed(facts, 'hospitalLevel'))),
    stated: ({ facts }) => String(facts.hospitalLevel ?? ''),
  }),
  signedHere: condition({
    label: { zh: '签约本机构', en: 'signed with this institution' },
    schema: flag,
    holds: (asked: boolean, { facts }) => asked === isSignedHere(facts),
    stated: ({ facts }) => facts.signedInstitutionId ?? '',
  }),
  grouped: condition({
    label: { zh: '已入组', en: 'grouped' },
    schema: flag,
    holds: (asked: boolean, { group }) => asked === (group?.status === 'grouped'),
    stated: ({ group }) => group?.status ?? '',
  }),
  ageYears: measured({ zh: '年龄（岁）', en: 'age in years' }, 'ageYears'),
  gestationWeeks: measured({ zh: '孕周', en: 'weeks of gestation' }, 'gestationWeeks'),
  lengthOfStayDays: measured({ zh: '住院天数', en: 'length of stay in days' }, 'lengthOfStayDays'),
  stayHours: measured({ zh: '住院小时数', en: 'hours of stay' }, 'stayHours'),
};

export type ConditionName = keyof typeof CONDITIONS;

export const CONDITION_NAMES = Object.keys(CONDITIONS) as readonly ConditionName[];

function isSignedHere(facts: CaseFacts): boolean {
  const { signedInstitutionId } = facts;
  return signedInstitutionId !== undefined && signedInstitutionId === needed(facts, 'hospitalId');
}

/** Hours come with minutes as a part; nine decimals tell any two minutes apart, and no sum of money rests on them. */
function exactNumber(value: number): Ratio {
  return Number.isInteger(value) ? ratio(value) : parseRatio(value.toFixed(9));
}
