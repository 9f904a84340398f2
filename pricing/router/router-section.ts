import { z } from 'zod';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type SectionReference, type ValuesOf } from '../policy/section.js';
import { flag, word } from '../policy/values.js';
import { CONDITIONS } from './conditions.js';
import { listTable } from './policy-lists.js';

/** A case that is not priced: the record goes back to the hospital first. */
export const RETURN_RECORD = 'return-record';

const when = z.strictObject({
  visitTypes: CONDITIONS.visitTypes.schema.optional(),
  lists: CONDITIONS.lists.schema.optional(),
  wardTypes: CONDITIONS.wardTypes.schema.optional(),
  packages: CONDITIONS.packages.schema.optional(),
  personClasses: CONDITIONS.personClasses.schema.optional(),
  departments: CONDITIONS.departments.schema.optional(),
  groups: CONDITIONS.groups.schema.optional(),
  hospitalLevels: CONDITIONS.hospitalLevels.schema.optional(),
  signedHere: CONDITIONS.signedHere.schema.optional(),
  grouped: CONDITIONS.grouped.schema.optional(),
  ageYears: CONDITIONS.ageYears.schema.optional(),
  gestationWeeks: CONDITIONS.gestationWeeks.schema.optional(),
  lengthOfStayDays: CONDITIONS.lengthOfStayDays.schema.optional(),
  stayHours: CONDITIONS.stayHours.schema.optional(),
});

/** Where the money of a route comes from. */
export const BUDGETS = ['in-budget', 'beside-points', 'outside-budget'] as const;

const route = z.strictObject({
  id: word,
  /** Everything here must hold; nothing at all takes every case. */
  when: when.prefault({}),
  /** Id of a method, or `return-record`. */
  to: word,
  /** `beside-points`: paid, but no part of the points; `outside-budget`: outside every line of the budget. */
  budget: z.enum(BUDGETS).default('in-budget'),
  /** Whether each case of this route is reviewed by itself. */
  review: flag.optional(),
});

export type Route = z.output<typeof route>;
export type When = Route['when'];

const routes = z
  .array(route)
  .min(1)
  .superRefine((all, context) => {
    for (const [place, { id }] of all.entries())
      if (all.findIndex((other) => other.id === id) !== place)
        context.addIssue({ code: 'custom', path: [place, 'id'], message: `${id} ×2` });
  });

/** Which case goes to which method (支付方式路由). Routes are asked in order; the first that holds decides. */
export const ROUTER = policySection({
  id: 'router',
  title: { zh: '支付方式路由', en: 'Routes to the methods' },
  parameters: {
    routes: required('table', { zh: '路由表', en: 'Routes' }, routes),
    /** Lists that are defined by codes; others are stated by whoever sends the case. */
    lists: optional('table', { zh: '按编码确定的清单', en: 'Lists defined by codes' }, listTable),
    /** What a case without a visit type is taken for; without this, such a case is reported. */
    visitTypeIfEmpty: optional('choice', { zh: '缺省医疗类别', en: 'Visit type where none is stated' }, word),
  },
  check: ({ routes: { value } }): readonly SectionFault[] =>
    value.flatMap((later, place) => {
      const earlier = value.slice(0, place).find((before) => hides(before, later));
      if (earlier === undefined) return [];
      const message = {
        zh: `路由“${later.id}”排在“${earlier.id}”之后，永远不会用到`,
        en: `route "${later.id}" is never reached behind "${earlier.id}"`,
      };
      return [{ parameter: 'routes', message }];
    }),
  leadsTo: ({ routes: { value } }): readonly SectionReference[] =>
    value.filter(({ to }) => to !== RETURN_RECORD).map(({ id, to }) => ({ parameter: 'routes', from: id, to })),
});

export type RouterValues = ValuesOf<typeof ROUTER>;

/** Whether every case that the later route takes is taken by the earlier, as far as visit types tell. */
function hides({ when: { visitTypes, ...others } }: Route, { when: later }: Route): boolean {
  if (Object.values(others).some((asked) => asked !== undefined)) return false;
  if (visitTypes === undefined) return true;
  return later.visitTypes?.every((code) => visitTypes.some((start) => code.startsWith(start))) ?? false;
}
