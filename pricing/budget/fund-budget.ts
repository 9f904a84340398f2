import { PricingError } from '../errors.js';
import { addFen, NO_MONEY, printYuan, sumFen, yuanOf, type Fen } from '../money.js';
import type { SourceCitation } from '../policy/citation.js';
import { isZero, over, ratio, type Ratio } from '../ratio.js';
import { isWithin } from '../../reference-data/index.js';
import { printExactly, roundToFen, HALF_UP_TO_FEN, type Rounding } from '../rounding.js';
import { INCOME, type BudgetDocument, type BudgetVersion } from './budget-document.js';
import { deriveLines, type BudgetLine } from './budget-line.js';
import type { BudgetValues } from './budget-section.js';

/** What one fund has to spend in a year, by lines, in one version. Unit: fen. */
export interface FundBudget {
  readonly region: string;
  readonly year: number;
  readonly fund: string;
  /** Version in force; the opening budget is 1. */
  readonly version: BudgetVersion;
  readonly income: Fen;
  /** A line stands before its parts. */
  readonly lines: readonly BudgetLine[];
  /** By the names that lines and versions cite. */
  readonly sources: Readonly<Record<string, Omit<SourceCitation, 'clause'>>>;
}

/** A version of one line's amount, as reports list them. */
export interface LineVersion extends Omit<BudgetVersion, 'changes'> {
  readonly amount: Fen;
}

const NO_VALUES: BudgetValues = {};

/**
 * The budget of a fund with the versions that were in force on a day: the opening one derived line by line, each later one added to it.
 * Every version must add up: the lines to the income, and parts to their lines.
 *
 * @param on `YYYY-MM-DD`; absent: with every version there is.
 * @throws PRICING_FUND_UNKNOWN; PRICING_BUDGET_NOT_IN_FORCE before the first version; PRICING_BUDGET_DOES_NOT_ADD_UP;
 *   PRICING_BUDGET_GROWTH; PRICING_BUDGET_RESERVE.
 */
export function fundBudget(
  document: BudgetDocument,
  fund: string,
  { on, values = NO_VALUES, rounding = HALF_UP_TO_FEN }: BudgetQuery = {},
): FundBudget {
  const { region, year, sources } = document;
  const written = document.funds[fund];
  if (written === undefined) throw new PricingError('PRICING_FUND_UNKNOWN', { region, fund });
  const versions = written.versions.filter(({ date }) => on === undefined || date <= on);
  const version = versions.at(-1);
  if (version === undefined) throw new PricingError('PRICING_BUDGET_NOT_IN_FORCE', { region, fund, year, day: on ?? '' });
  const opening = roundToFen(written.income);
  const rules = { growthLimit: values.growthLimit?.value, rounding };
  let budget = { income: opening, lines: deriveLines(opening, written.lines, rules) };
  // What the year takes from the reserve later is no fault of the budget.
  heldToReserveShare(budget.lines, budget.income, values);
  for (const later of versions.slice(1)) budget = changed(budget, later);
  return { region, year, fund, version, ...budget, sources };
}

/** Which version, by which rules. */
export interface BudgetQuery {
  readonly on?: string | undefined;
  readonly values?: BudgetValues | undefined;
  readonly rounding?: Rounding | undefined;
}

/** What a line of a budget releases. @throws PRICING_BUDGET_LINE_MISSING */
export function lineAmount({ lines, fund, year }: FundBudget, id: string): Fen {
  const found = lines.find((line) => line.id === id);
  if (found === undefined) throw new PricingError('PRICING_BUDGET_LINE_MISSING', { line: id, fund, year });
  return found.amount;
}

/** Every version of a line, the opening one first: none is ever overwritten. @throws as `fundBudget` */
export function lineVersions(
  document: BudgetDocument,
  fund: string,
  line: string,
  query: BudgetQuery = {},
): readonly LineVersion[] {
  const days = document.funds[fund]?.versions ?? [];
  return days.map(({ seq, date, reason, document: paper, approver }) => {
    const until = { ...document.funds[fund]!, versions: days.slice(0, seq) };
    const budget = fundBudget({ ...document, funds: { [fund]: until } }, fund, { ...query, on: undefined });
    const amount = line === INCOME ? budget.income : lineAmount(budget, line);
    return { seq, date, reason, document: paper, approver, amount };
  });
}

/**
 * Whether a later state of a budget only adds to an earlier one: what was decided is never overwritten.
 *
 * @throws PRICING_BUDGET_REWRITTEN naming the version that differs.
 */
export function heldToHistory(earlier: BudgetDocument, later: BudgetDocument): void {
  const { region, year } = earlier;
  const rewritten = (fund: string, seq: number) => new PricingError('PRICING_BUDGET_REWRITTEN', { region, year, fund, seq });
  for (const [fund, { versions, ...opening }] of Object.entries(earlier.funds)) {
    const now = later.funds[fund];
    if (later.region !== region || later.year !== year || now === undefined) throw rewritten(fund, 1);
    const { versions: versionsNow, ...openingNow } = now;
    if (plain(opening) !== plain(openingNow)) throw rewritten(fund, 1);
    for (const version of versions)
      if (plain(versionsNow[version.seq - 1]) !== plain(version)) throw rewritten(fund, version.seq);
  }
}

const plain = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one)) ?? '';

interface Amounts {
  readonly income: Fen;
  readonly lines: readonly BudgetLine[];
}

/** Adds the changes of a version: to its line, and to every line above it. */
function changed({ income, lines }: Amounts, { changes }: BudgetVersion): Amounts {
  const byLine = new Map<string, Fen>();
  for (const { line, amount } of changes) {
    const own = roundToFen(amount);
    for (let id: string | undefined = line; id !== undefined; id = lines.find((one) => one.id === id)?.of)
      byLine.set(id, addFen(byLine.get(id) ?? NO_MONEY, own));
  }
  const now = {
    income: addFen(income, byLine.get(INCOME) ?? NO_MONEY),
    lines: lines.map((line) => ({ ...line, amount: addFen(line.amount, byLine.get(line.id) ?? NO_MONEY) })),
  };
  addsUp(now);
  return now;
}

/** Identity 7: a budget is the sum of its lines. @throws PRICING_BUDGET_DOES_NOT_ADD_UP, PRICING_BELOW_ZERO */
function addsUp({ income, lines }: Amounts): void {
  const [whole, sum] = [income, sumFen(lines.filter(({ of }) => of === undefined).map(({ amount }) => amount))];
  if (whole !== sum)
    throw new PricingError('PRICING_BUDGET_DOES_NOT_ADD_UP', { line: INCOME, amount: printYuan(whole), sum: printYuan(sum) });
  const below = lines.find(({ amount }) => amount < 0n);
  if (below !== undefined)
    throw new PricingError('PRICING_BELOW_ZERO', { of: 'budget', field: below.id, value: printYuan(below.amount) });
}

function heldToReserveShare(lines: readonly BudgetLine[], income: Fen, { reserveShare }: BudgetValues): void {
  if (reserveShare === undefined) return;
  for (const { id, of, amount } of lines.filter(({ purpose }) => purpose === 'reserve')) {
    const whole = of === undefined ? income : lines.find((line) => line.id === of)!.amount;
    const part: Ratio = isZero(yuanOf(whole)) ? ratio(0) : over(yuanOf(amount), yuanOf(whole));
    if (!isWithin(part, reserveShare.value))
      throw new PricingError('PRICING_BUDGET_RESERVE', {
        line: id,
        share: printExactly(part),
        limit: reserveShare.value.printed,
      });
  }
}
