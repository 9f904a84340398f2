import { z } from 'zod';
import { calendarDate, type BilingualText } from '../../reference-data/index.js';
import { PricingError } from '../errors.js';
import { EVIDENCE, type SourceCitation } from '../policy/citation.js';
import { flag, whole, word, yuan } from '../policy/values.js';
import { minus, ZERO, type Ratio } from '../ratio.js';
import { writtenLine } from './budget-line.js';
import { negotiation } from './negotiation.js';

/** An amount in yuan that may be below zero. */
const change: z.ZodType<Ratio> = z.string().transform((text, context) => {
  const read = yuan.safeParse(text.replace(/^-/, ''));
  if (read.success) return text.startsWith('-') ? minus(ZERO, read.data) : read.data;
  context.addIssue({ code: 'custom', message: `"${text}": 2500000.00, -800000.00` });
  return z.NEVER;
});

/** Instead of the id of a line: what the fund has to spend. */
export const INCOME = 'income';

const version = z.strictObject({
  seq: whole,
  date: calendarDate,
  reason: word,
  /** Key of `sources`. */
  document: word,
  approver: word,
  /** What each line, and the income, gains or loses against the version before; the opening budget has none. */
  changes: z.array(z.strictObject({ line: word, amount: change })).default([]),
});

export type BudgetVersion = z.output<typeof version>;

const fundBudget = z
  .strictObject({
    /** What the fund may spend in the year (以收定支). */
    income: yuan,
    /** Key of `sources`. */
    source: word,
    lines: z.array(writtenLine).min(1),
    versions: z.array(version).min(1),
  })
  .superRefine(({ versions }, context) => {
    for (const [place, { seq, date, changes }] of versions.entries()) {
      const at = (name: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['versions', place, name], message });
      if (seq !== place + 1) at('seq', `${place + 1}`);
      if (place > 0 && date < versions[place - 1]!.date) at('date', `>= ${versions[place - 1]!.date}`);
      if ((place === 0) !== (changes.length === 0)) at('changes', place === 0 ? '[]' : '[…]');
    }
  });

export type WrittenFundBudget = z.output<typeof fundBudget>;

const source = z.strictObject({
  document: word,
  number: word,
  evidence: z.enum(EVIDENCE),
  issuer: word.optional(),
  issued: calendarDate.optional(),
  url: word.optional(),
});

/** A yearly budget as it is written: every number as text, as in a policy. */
export const budgetDocument = z.strictObject({
  kind: z.literal('budget'),
  region: word,
  name: z.strictObject({ zh: word, en: word }),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number),
  demonstration: flag.prefault('false'),
  sources: z.record(word, source),
  funds: z.record(word, fundBudget).refine((funds) => Object.keys(funds).length > 0, 'funds'),
  negotiations: z.array(negotiation).default([]),
});

/** A yearly budget, read. */
export interface BudgetDocument {
  readonly region: string;
  readonly name: BilingualText;
  readonly year: number;
  readonly isDemonstration: boolean;
  readonly sources: Readonly<Record<string, Omit<SourceCitation, 'clause'>>>;
  readonly funds: Readonly<Record<string, WrittenFundBudget>>;
  readonly negotiations: z.output<typeof negotiation>[];
}

/**
 * Reads a yearly budget from the content of its file. Whether it adds up is for `budgetOn` to say.
 *
 * @param path Named in the error.
 * @throws PRICING_BUDGET_INVALID with every fault and its place.
 */
export function parseBudget(content: unknown, path: string): BudgetDocument {
  const { success, data, error } = budgetDocument.safeParse(content);
  const faults = success
    ? looseEnds(data)
    : error.issues.map(({ path: at, message }) => `${at.map(String).join('.')}: ${message}`);
  if (!success || faults.length > 0) throw new PricingError('PRICING_BUDGET_INVALID', { path, why: faults.join('; ') });
  const { region, name, year, demonstration: isDemonstration, sources, funds, negotiations } = data;
  return { region, name, year, isDemonstration, sources, funds, negotiations };
}

/** Names that stand for nothing. */
function looseEnds({ sources, funds, negotiations, year }: z.output<typeof budgetDocument>): readonly string[] {
  const unknown = (at: string, name: string | undefined, names: readonly string[]) =>
    name === undefined || names.includes(name) ? [] : [`${at}: ${name}?`];
  const documents = Object.keys(sources);
  return [
    ...Object.entries(funds).flatMap(([fund, { source: own, lines, versions }]) => {
      const all = allLines(lines);
      const ids = all.map(({ id }) => id);
      const undivided = [INCOME, ...all.filter((line) => line.lines === undefined).map(({ id }) => id)];
      return [
        ...unknown(`funds.${fund}.source`, own, documents),
        ...ids.filter((id, place) => ids.indexOf(id) !== place || id === INCOME).map((id) => `funds.${fund}.lines: ${id} ×2`),
        ...all.flatMap((line) => unknown(`funds.${fund}.lines.${line.id}.source`, line.source, documents)),
        ...versions.flatMap(({ seq, document, changes }) => [
          ...unknown(`funds.${fund}.versions.${seq}.document`, document, documents),
          ...changes.flatMap(({ line }) => unknown(`funds.${fund}.versions.${seq}.changes`, line, undivided)),
        ]),
      ];
    }),
    ...negotiations.flatMap((one) => [
      ...unknown(`negotiations.${one.id}.fund`, one.fund, Object.keys(funds)),
      ...(one.year === year ? [] : [`negotiations.${one.id}.year: ${year}`]),
    ]),
  ];
}

type Lines = WrittenFundBudget['lines'];

const allLines = (lines: Lines): Lines => lines.flatMap((line) => [line, ...allLines([...(line.lines ?? [])])]);
