import { fen, printYuan, type Fen } from '../../pricing/index.js';
import { csvLine } from '../../reference-data/index.js';

/** What one side of a simulation made of a case. */
export interface CaseSide {
  readonly group: string;
  /** Id of the method that pays it; empty where nothing is paid. */
  readonly method: string;
  /** What the fund pays the hospital for it; undefined where this side pays nothing for such a case. Unit: fen. */
  readonly amount: Fen | undefined;
  /** Why it pays nothing: a code and what it is about; empty where it pays. */
  readonly why: string;
}

/** A case under two schemes or policies. */
export interface ComparedCase {
  readonly hospital: string;
  readonly caseId: string;
  readonly fund: string;
  /** Of the side that groups by DRG, of the first where both do; empty where neither does. */
  readonly mdc: string;
  readonly severity: string;
  readonly before: CaseSide;
  readonly after: CaseSide;
}

/** MDC and severity of the side that groups by DRG, of the first where both do: whatever DRG groups has a severity. */
export function drgPlace(before: DrgPlace, after: DrgPlace): DrgPlace {
  const { mdc, severity } = before.severity === '' ? after : before;
  return { mdc, severity };
}

type DrgPlace = Pick<ComparedCase, 'mdc' | 'severity'>;

/** One line of text for a case, with its line feed. */
export function printComparedLine({ hospital, caseId, fund, mdc, severity, before, after }: ComparedCase): string {
  const sides = [before, after].map(({ group, method, amount, why }) => [group, method, amount?.toString() ?? '', why]);
  return `${JSON.stringify([hospital, caseId, fund, mdc, severity, ...sides])}\n`;
}

/** Reads a line back. */
export function readComparedLine(line: string): ComparedCase {
  const [hospital, caseId, fund, mdc, severity, before, after] = JSON.parse(line) as ComparedWords;
  return { hospital, caseId, fund, mdc, severity, before: readSide(before), after: readSide(after) };
}

type SideWords = readonly [group: string, method: string, amount: string, why: string];
type ComparedWords = readonly [string, string, string, string, string, SideWords, SideWords];

function readSide([group, method, amount, why]: SideWords): CaseSide {
  return { group, method, amount: amount === '' ? undefined : fen(BigInt(amount)), why };
}

/** Columns of the table of cases. */
export const CASE_COLUMNS = [
  'hospitalId',
  'caseId',
  'fund',
  'mdc',
  'severity',
  'groupBefore',
  'methodBefore',
  'paidBefore',
  'errorsBefore',
  'groupAfter',
  'methodAfter',
  'paidAfter',
  'errorsAfter',
  'difference',
  'demonstration',
] as const;

/** A row of the table of cases. Amounts in yuan; the difference is empty where only one side pays. */
export function caseRow(
  { hospital, caseId, fund, mdc, severity, before, after }: ComparedCase,
  isDemonstration: boolean,
): string {
  const paid = ({ amount }: CaseSide): string => (amount === undefined ? '' : printYuan(amount));
  const sides = [before, after].flatMap((side) => [side.group, side.method, paid(side), side.why]);
  const isBoth = before.amount !== undefined && after.amount !== undefined;
  const difference = isBoth ? printYuan((after.amount - before.amount) as Fen) : '';
  return csvLine([hospital, caseId, fund, mdc, severity, ...sides, difference, isDemonstration ? 'yes' : 'no']);
}
