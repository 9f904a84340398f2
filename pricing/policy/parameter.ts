import { z } from 'zod';
import { calendarDate, type BilingualText } from '../../reference-data/index.js';
import { EVIDENCE } from './citation.js';
import type { Unit } from './units.js';

/** What a section asks of one of its parameters. */
export interface Parameter<Value = unknown, IsRequired extends boolean = boolean> {
  readonly title: BilingualText;
  readonly unit: Unit;
  /** Reads the printed text of a value; what it refuses is a finding of the policy. */
  readonly schema: z.ZodType<Value>;
  /** Every day of the policy needs a value; of one that is not required a policy may say nothing, or `none`. */
  readonly isRequired: IsRequired;
  /** Each fund must have its own history: point values and budgets of employees and residents are never one number. */
  readonly isPerFund: boolean;
}

interface ParameterOptions {
  readonly isPerFund?: boolean;
}

/** A parameter without which the section cannot price anything. */
export function required<Value>(
  unit: Unit,
  title: BilingualText,
  schema: z.ZodType<Value>,
  { isPerFund = false }: ParameterOptions = {},
): Parameter<Value, true> {
  return { title, unit, schema, isRequired: true, isPerFund };
}

/** A parameter that a region may do without: the rule then does not exist there. */
export function optional<Value>(
  unit: Unit,
  title: BilingualText,
  schema: z.ZodType<Value>,
  { isPerFund = false }: ParameterOptions = {},
): Parameter<Value, false> {
  return { title, unit, schema, isRequired: false, isPerFund };
}

/** In place of a value: from this day the region has no such rule. */
export const NONE = 'none';

/** Instead of the name of a fund: decided for every fund alike. */
export const EVERY_FUND = 'everyFund';

const word = z.string().min(1);

/** How one parameter is written in a policy. */
export function parameterSchema({ unit, schema, isRequired, title }: Parameter) {
  const value = isRequired ? schema : z.union([z.literal(NONE), schema]);
  const entry = z.strictObject({
    from: calendarDate,
    until: calendarDate.optional(),
    value,
    /** Key of `sources`. */
    source: word,
    clause: word.optional(),
    /** Where the reading of a document is weaker than the document. */
    evidence: z.enum(EVIDENCE).optional(),
  });
  return z
    .strictObject({
      unit: z.literal(unit),
      checkedOn: calendarDate.optional(),
      history: z.record(word, z.array(entry).min(1)),
    })
    .describe(`${title.zh} · ${title.en}`);
}

export type WrittenParameter = z.output<ReturnType<typeof parameterSchema>>;
