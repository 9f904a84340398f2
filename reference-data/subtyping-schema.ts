import { z } from 'zod';
import { parseBounds } from './dip/bounds.js';
import { exactDecimal } from './dip/exact-decimal.js';
import { DIP_LAYERS } from './dip-tables.js';

/** A text that is not empty. */
export const word = z.string().min(1);
const bounds = z.string().transform((text, context) => {
  const read = parseBounds(text);
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: `"${text}" is no comparison such as ">= 3" or ">= 2, <= 7"` });
  return z.NEVER;
});
const coefficient = z.string().transform((text, context) => {
  const read = exactDecimal(text);
  if (read !== undefined && read.numerator > 0n) return read;
  context.addIssue({ code: 'custom', message: `"${text}" is no plain decimal above zero` });
  return z.NEVER;
});
const bilingual = z.strictObject({ zh: word, en: word });

/** Conditions that must all hold, tested in this order; none at all always holds. */
const allOf = {
  disposition: z
    .array(z.enum(['1', '2', '3', '4', '5', '9']))
    .min(1)
    .optional(),
  principalIn: word.optional(),
  principalNotIn: word.optional(),
  ageYears: bounds.optional(),
  /** Holds under one year of age only. */
  ageDays: bounds.optional(),
  otherDiagnosisIn: word.optional(),
  /** As before, and its category of three signs is not that of the principal diagnosis. */
  otherDiagnosisOfOtherCategoryIn: word.optional(),
  mainProcedureIn: word.optional(),
  otherProcedureIn: word.optional(),
  anyProcedureIn: word.optional(),
  cci: z.strictObject({ list: word, score: bounds }).optional(),
  lengthOfStayDays: bounds.optional(),
  icuDays: bounds.optional(),
  /** Total charges as a multiple of what the group is paid (points × point value). */
  costMultiple: bounds.optional(),
  /** Shares of the total charges, 0-1. */
  drugShare: bounds.optional(),
  treatmentShare: bounds.optional(),
};
const when = z.strictObject({
  ...allOf,
  /** At least one of these must hold. */
  any: z.array(z.strictObject(allOf)).min(2).optional(),
});

const file = word.refine(
  (name) => !name.startsWith('starter:') || /^starter:[a-z-]+$/.test(name),
  'starter: and the name of a list',
);

/** Which groups may be split. */
const groups = z.strictObject({
  layers: z.array(z.enum(DIP_LAYERS)).min(1).default(['XQ', 'BX', 'FZ', 'JC', 'core']),
  /** Keys of groups; empty is every group of the layers. */
  keys: z.array(word).default([]),
  except: z.array(word).default([]),
});

const level = z.strictObject({
  id: word,
  name: bilingual,
  when: when.prefault({}),
  /** 调节系数 of every group that the file of coefficients does not name; absent: this level gives none there. */
  coefficient: coefficient.optional(),
  /** 触发系数, by which one of several families wins. */
  trigger: coefficient.optional(),
});

const family = z.strictObject({
  id: word,
  name: bilingual,
  /** Which cases the family is about. */
  when: when.prefault({}),
  /** Where a family differs from the rest in the groups it may split. */
  groups: groups.optional(),
  /** Tested in order; the first that holds is the level of the case. */
  levels: z.array(level).min(1),
});

/** The form of the key `subtyping`. */
export const subtypingSchema = z.strictObject({
  /** Lists of codes by name. A file lies beside the policy; `starter:NAME` is a starter list of this package. */
  lists: z.record(word, z.strictObject({ kind: z.enum(['diagnoses', 'procedures', 'weights']), file })).default({}),
  /** File of coefficients by group, family and level, as the builder of directories writes it. */
  coefficients: file.optional(),
  groups: groups.prefault({}),
  /** Whether a started day in intensive care counts: hours are what the settlement list states. */
  icuDayRounding: z.enum(['down', 'up']).default('down'),
  /** Which family wins when several give a coefficient; of equal ones the earlier. Coefficients are never combined. */
  winner: z.enum(['highest-trigger', 'highest-coefficient', 'first-family']).default('highest-trigger'),
  families: z.array(family).min(1),
});

/** A region's rules of auxiliary subtyping (辅助分型): families of levels, each with its conditions and coefficient. */
export type Subtyping = z.infer<typeof subtypingSchema>;
export type SubtypingFamily = Subtyping['families'][number];
export type SubtypingLevel = SubtypingFamily['levels'][number];
export type SubtypingWhen = SubtypingLevel['when'];
export type SubtypingGroups = Subtyping['groups'];
