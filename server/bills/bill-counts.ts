import {
  addFen,
  BILL_FIELDS,
  NO_MONEY,
  printYuan,
  type BillField,
  type Fen,
  type PaymentPolicy,
  type Purpose,
} from '../../pricing/index.js';
import type { BilingualText } from '../../reference-data/index.js';
import type { CaseSourceDescription } from '../intake/index.js';
import type { BillOutcome } from './bill-settler.js';

/** What a run of bills did, in figures: printed for people, or as JSON. Amounts are yuan. */
export interface BillSummary {
  readonly policy: {
    readonly path: string;
    readonly region: string;
    readonly name: BilingualText;
    readonly demonstration: boolean;
  };
  readonly purpose: Purpose;
  readonly input: CaseSourceDescription & { readonly path: string };
  readonly output: string;
  readonly breakdown?: string | undefined;
  readonly rows: number;
  readonly bills: { readonly settled: number; readonly refused: number };
  /** Sums of the settled bills, by their national names. */
  readonly fields: Readonly<Record<BillField, string>>;
  readonly notices: Readonly<Record<string, number>>;
  /** Refused bills by the code of their error. */
  readonly errors: Readonly<Record<string, number>>;
  readonly seconds: number;
}

const FIELDS = Object.keys(BILL_FIELDS) as readonly BillField[];

/** Counts bills as they are split. */
export class BillTally {
  rows = 0;
  readonly #bills = { settled: 0, refused: 0 };
  readonly #sums = new Map<BillField, Fen>(FIELDS.map((name) => [name, NO_MONEY]));
  readonly #notices = new Map<string, number>();
  readonly #errors = new Map<string, number>();

  count({ split, error }: BillOutcome): void {
    this.rows++;
    if (split === undefined) {
      this.#bills.refused++;
      addTo(this.#errors, error.code);
      return;
    }
    this.#bills.settled++;
    for (const { id } of split.notices) addTo(this.#notices, id);
    for (const name of FIELDS) this.#sums.set(name, addFen(this.#sums.get(name)!, split.bill.fields[name]));
  }

  summary(
    { region, isDemonstration, documents }: PaymentPolicy,
    policyPath: string,
    run: Pick<BillSummary, 'purpose' | 'input' | 'output' | 'breakdown' | 'seconds'>,
  ): BillSummary {
    const fields = [...this.#sums].map(([name, sum]) => [name, printYuan(sum)]);
    return {
      policy: { path: policyPath, region, name: documents[0].name, demonstration: isDemonstration },
      ...run,
      rows: this.rows,
      bills: { ...this.#bills },
      fields: Object.fromEntries(fields) as BillSummary['fields'],
      notices: Object.fromEntries(this.#notices),
      errors: Object.fromEntries(this.#errors),
    };
  }
}

function addTo(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
