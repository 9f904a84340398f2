import assert from 'node:assert/strict';
import { fen, type CaseToSettle, type Fen } from '../../pricing/index.js';

/** What became of a case on its way to settlement. */
export type LineStatus = 'priced' | 'returned' | 'refused';

/** What settlement keeps of a case that was priced: all that totals and the case's own final amount take, and nothing of the person. */
export interface PricedLine {
  readonly hospital: string;
  readonly caseId: string;
  /** SHA-256 of the record as it was read, base64url. */
  readonly content: string;
  readonly fund: string;
  /** Day of the discharge. `YYYY-MM-DD`, empty where the case states none. */
  readonly on: string;
  readonly status: LineStatus;
  /** As the case states it; may be empty. */
  readonly level: string;
  readonly group: string;
  /** MDC and severity that the DRG grouper found on the way; empty under DIP, and for cases that came grouped. */
  readonly mdc: string;
  readonly severity: string;
  readonly outcome: string;
  readonly evidence: string;
  /** Why the case was not priced: the code and what it is about. */
  readonly error: string;
  /** Who has to act: `scheme` where policy or scheme are at fault, and so every case like this one. */
  readonly origin: string;
  /** Of a special case: what the fund would have paid by the ordinary rule. Unit: fen. */
  readonly ordinaryPayment?: Fen | undefined;
  /** Absent where nothing is settled for the case. */
  readonly settled?: CaseToSettle | undefined;
}

/** Why nothing is settled for a case: a code and what it is about, or that it went back to the hospital. */
export const reasonUnsettled = ({ error, status }: PricedLine): string => (error === '' ? status : error);

/**
 * One line of text for a case, without its line feed. Lines sort by hospital, case and record, so that the lines of the same records under
 * two policies stand in the same order.
 */
export function printPricedLine(line: PricedLine): string {
  const { hospital, caseId, content, fund, on, status, level, group, mdc, severity, outcome, evidence, error, origin } = line;
  const { ordinaryPayment, settled } = line;
  const said = [hospital, caseId, content, fund, on, status, level, group, mdc, severity, outcome, evidence, error, origin];
  const words = [...said.map(escaped), ordinaryPayment === undefined ? '' : String(ordinaryPayment)];
  return [...words, ...(settled === undefined ? [] : settledCells(settled))].join('\t');
}

function settledCells(settled: CaseToSettle): readonly string[] {
  const { method, budget, place, pool, group, isValued, charges, quantity, fixedQuantity, standard, others, fundPayment } =
    settled;
  return [
    method,
    budget,
    place,
    escaped(pool),
    group === undefined ? '' : '1',
    isValued ? '1' : '',
    ...[charges, quantity, fixedQuantity, standard, others, fundPayment].map(String),
    settled.costHolds ? '1' : '',
    settled.payersHold ? '1' : '',
  ];
}

const WORDS = 15;
const CELLS = 29;

/** Reads a line back. */
export function readPricedLine(text: string): PricedLine {
  const cells = text.split('\t');
  assert(cells.length === WORDS || cells.length === CELLS, 'a priced line has all its cells');
  const word = (place: number): string => plain(cells[place]!);
  const line = {
    hospital: word(0),
    caseId: word(1),
    content: word(2),
    fund: word(3),
    on: word(4),
    status: word(5) as LineStatus,
    level: word(6),
    group: word(7),
    mdc: word(8),
    severity: word(9),
    outcome: word(10),
    evidence: word(11),
    error: word(12),
    origin: word(13),
    ordinaryPayment: cells[14] === '' ? undefined : fen(BigInt(cells[14]!)),
  };
  return cells.length === WORDS ? line : { ...line, settled: settledOf(cells.slice(WORDS), line) };
}

function settledOf(cells: readonly string[], { hospital, caseId, fund, on, group }: Omit<PricedLine, 'settled'>): CaseToSettle {
  const units = (place: number): bigint => BigInt(cells[place]!);
  return {
    caseId,
    hospital,
    fund,
    month: on.slice(0, 7),
    method: cells[0]!,
    budget: cells[1] as CaseToSettle['budget'],
    place: cells[2] as CaseToSettle['place'],
    pool: plain(cells[3]!),
    group: cells[4] === '' ? undefined : group,
    isValued: cells[5] === '1',
    charges: units(6),
    quantity: units(7),
    fixedQuantity: units(8),
    standard: units(9),
    others: units(10),
    fundPayment: units(11),
    costHolds: cells[12] === '1',
    payersHold: cells[13] === '1',
  };
}

const ESCAPED_SIGN = /[\\\t\n\r]/;
const TO_ESCAPE = new RegExp(ESCAPED_SIGN, 'g');
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const SIGNS: Readonly<Record<string, string>> = { '\\': '\\', t: '\t', n: '\n', r: '\r' };

/** Words of the input may hold any sign, though hardly one does: to ask is faster than to replace. */
const escaped = (text: string): string => (ESCAPED_SIGN.test(text) ? text.replaceAll(TO_ESCAPE, (sign) => ESCAPES[sign]!) : text);

const plain = (text: string): string =>
  text.includes('\\') ? text.replaceAll(/\\(.)/g, (_, sign: string) => SIGNS[sign]!) : text;
