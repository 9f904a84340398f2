import {
  addFen,
  fen,
  NO_MONEY,
  printExactly,
  printYuan,
  QUANTITY_DECIMALS,
  type CaseToSettle,
  type Fen,
} from '../../pricing/index.js';
import { csvLine } from '../../reference-data/index.js';
import { figureKey } from './input-figures.js';
import { readPricedLine, type PricedLine } from './priced-line.js';
import type { AmountsOfCases } from './settled-period.js';
import { linesOf } from './sort-lines.js';
import type { SpecialCaseTally } from './special-cases.js';

const COLUMNS = [
  'hospitalId',
  'caseId',
  'fund',
  'dischargeDate',
  'status',
  'group',
  'application',
  'method',
  'outcome',
  'budget',
  'place',
  'pool',
  'quantity',
  'charges',
  'paymentStandard',
  'others',
  'pricedPayment',
  'settledPayment',
  'evidence',
  'demonstration',
  'errors',
] as const;

/** What the cases of a fund came to by method. */
export type MethodAmounts = ReadonlyMap<
  string,
  { readonly fund: string; readonly method: string; readonly cases: number; readonly amount: Fen }
>;

/** Gives every case its amount and adds the amounts up again, to be held against what hospitals have. */
export class CaseTable {
  readonly #amounts: AmountsOfCases;
  readonly #demonstration: string;
  readonly #special: SpecialCaseTally;
  readonly #byHospital = new Map<string, Fen>();
  readonly #byMethod = new Map<string, { fund: string; method: string; cases: number; amount: Fen }>();

  /** @param special Is shown every case with its amount. */
  constructor(amounts: AmountsOfCases, isDemonstration: boolean, special: SpecialCaseTally) {
    this.#amounts = amounts;
    this.#special = special;
    this.#demonstration = isDemonstration ? 'yes' : 'no';
  }

  /** The table as text, read from the sorted lines. */
  async *text(sorted: string): AsyncGenerator<string, void, undefined> {
    yield csvLine(COLUMNS);
    for await (const lines of linesOf(sorted)) yield lines.map((line) => csvLine(this.#cells(readPricedLine(line)))).join('');
  }

  /** Amounts of the cases by fund and hospital, as `figureKey` has them. */
  get byHospital(): ReadonlyMap<string, Fen> {
    return this.#byHospital;
  }

  get byMethod(): MethodAmounts {
    return this.#byMethod;
  }

  #cells(line: PricedLine): readonly string[] {
    const { hospital, caseId, fund, on, status, group, outcome, evidence, error, settled } = line;
    const head = [hospital, caseId, fund, on, settled === undefined ? status : 'settled', group];
    const tail = [evidence, this.#demonstration, error];
    const amount = settled === undefined ? undefined : this.#amounts.amountOf(settled);
    const application = this.#special.look(line, amount);
    if (settled === undefined || amount === undefined) return [...head, application, '', outcome, ...BLANK, ...tail];
    this.#add(settled, amount);
    const { method, budget, place, pool, quantity, charges, standard, others, fundPayment } = settled;
    const money = [charges, standard, others, fundPayment, amount].map((one) => printYuan(fen(one)));
    return [
      ...head,
      application,
      method,
      outcome,
      budget,
      place,
      pool,
      printExactly({ numerator: quantity, denominator: SCALE }),
      ...money,
      ...tail,
    ];
  }

  #add({ fund, hospital, method }: CaseToSettle, amount: Fen): void {
    const key = figureKey(fund, hospital);
    this.#byHospital.set(key, addFen(this.#byHospital.get(key) ?? NO_MONEY, amount));
    const ofMethod = this.#byMethod.get(`${fund}\n${method}`) ?? { fund, method, cases: 0, amount: NO_MONEY };
    ofMethod.cases++;
    ofMethod.amount = addFen(ofMethod.amount, amount);
    this.#byMethod.set(`${fund}\n${method}`, ofMethod);
  }
}

const SCALE = 10n ** BigInt(QUANTITY_DECIMALS);
/** Budget, place, pool, quantity and the amounts of a case that nothing is settled for. */
const BLANK = Array.from({ length: 9 }, () => '');
