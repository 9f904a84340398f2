import type { ReadCase } from '../intake/index.js';
import { readFen } from '../intake/values/read-money.js';
import { statedText } from '../intake/values/stated-text.js';
import { exactDecimal } from '../../reference-data/index.js';
import { fen, type Fen, type Ratio } from '../../pricing/index.js';
import { ServerError } from '../errors.js';

/** Columns that only payment reads, by their canonical names, with the names that they have in the national interface and in exports. */
export const PAYMENT_COLUMNS = {
  visitType: ['med_type', '医疗类别'],
  stayHours: ['住院小时数'],
  signedInstitutionId: ['签约医疗机构'],
  packageId: ['付费包'],
  wardType: ['病区类型'],
  gestationWeeks: ['geso_val', '孕周数'],
  insuredRegion: ['insuplc', 'insu_admdvs', 'insuplc_admdvs', '参保地'],
  personClass: ['sp_psn_type', 'psn_idet_type', '特殊人员类型', '人员身份类别'],
  hospitalLevel: ['hi_setl_lv', '医保结算等级', '医疗机构级别'],
  specialListFlags: [],
  allowedCharges: [],
  classACharges: [],
  classBCharges: [],
  fundAdvanced: [],
  outpatientFundThisYear: [],
  leaveDays: [],
  wardDays: [],
  bedDaysThisYear: [],
  sessions: [],
  deductible: ['act_pay_dedc', '起付线'],
  policyRatio: ['pool_prop_selfpay', '统筹支付比例'],
  patient: ['psn_part_amt', '个人负担总金额'],
  otherFunds: [],
  deductions: [],
  hospitalFundShare: [],
} as const satisfies Record<string, readonly string[]>;

export type PaymentColumn = keyof typeof PAYMENT_COLUMNS;

/** Columns by canonical name, with their other names. */
export type ColumnNames<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/** Places of columns in tables that share one list of names; a file has one or a few. */
const PLACES = new WeakMap<object, WeakMap<readonly string[], ReadonlyMap<string, number>>>();

/** What a record states in some columns. A cell that states nothing is absent; one that cannot be read is an error that names it. */
export class StatedColumns<Column extends string> {
  readonly #read: ReadCase;
  readonly #places: ReadonlyMap<string, number>;

  constructor(read: ReadCase, names: ColumnNames<Column>) {
    this.#read = read;
    this.#places = placesOf(read.columns, names);
  }

  text(column: Column): string | undefined {
    const place = this.#places.get(column);
    const value = place === undefined ? undefined : this.#read.values[place];
    const text = statedText(Array.isArray(value) ? value.join('|') : String((value ?? '') as string | number | boolean));
    return text === '' ? undefined : text;
  }

  /** Words joined by `|`. */
  words(column: Column): readonly string[] | undefined {
    return this.text(column)
      ?.split(/[|,;、，；]/)
      .map((word) => word.trim())
      .filter((word) => word !== '');
  }

  /** @throws SERVER_VALUE_UNREADABLE for what is no amount in yuan; below zero is for the rules to refuse. */
  amount(column: Column): Fen | undefined {
    return this.#as(column, 'yuan, 123.45', (text) => {
      const amount = readFen(text);
      return amount === undefined ? undefined : fen(amount);
    });
  }

  /** A number of days, hours or weeks; parts are for the rules to refuse. @throws SERVER_VALUE_UNREADABLE */
  number(column: Column): number | undefined {
    return this.#as(column, '0, 1, 2.5 …', (text) => (/^\d{1,9}(\.\d+)?$/.test(text) ? Number(text) : undefined));
  }

  /** A share, such as `0.8` or `80%`. @throws SERVER_VALUE_UNREADABLE */
  share(column: Column): Ratio | undefined {
    return this.#as(column, '0.80 | 80%', (text) => {
      const isPercent = text.endsWith('%');
      const found = exactDecimal(isPercent ? text.slice(0, -1) : text);
      if (found === undefined) return undefined;
      return { numerator: found.numerator, denominator: found.denominator * (isPercent ? 100n : 1n) };
    });
  }

  /** @throws SERVER_VALUE_UNREADABLE */
  level(column: Column): 1 | 2 | 3 | undefined {
    return this.#as(column, '1 | 2 | 3', (text) => LEVELS[text.normalize('NFKC').replace(/^0|级.*$/g, '')]);
  }

  /** @throws SERVER_VALUE_UNREADABLE */
  flag(column: Column): boolean | undefined {
    return this.#as(column, 'yes | no', (text) => FLAGS[text.toLowerCase()]);
  }

  #as<T>(column: Column, expected: string, read: (text: string) => T | undefined): T | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const value = read(text);
    if (value !== undefined) return value;
    const field = this.#read.columns[this.#places.get(column)!]!;
    throw new ServerError('SERVER_VALUE_UNREADABLE', { case: this.#read.discharge.caseId, field, value: text, expected });
  }
}

const LEVELS: Readonly<Record<string, 1 | 2 | 3>> = { '1': 1, '2': 2, '3': 3, 一: 1, 二: 2, 三: 3 };

const FLAGS: Readonly<Record<string, boolean>> = {
  yes: true,
  no: false,
  true: true,
  false: false,
  '1': true,
  '0': false,
  是: true,
  否: false,
};

function placesOf(columns: readonly string[], names: ColumnNames<string>): ReadonlyMap<string, number> {
  const known = PLACES.get(names) ?? new WeakMap<readonly string[], ReadonlyMap<string, number>>();
  PLACES.set(names, known);
  const found = known.get(columns) ?? findPlaces(columns, names);
  known.set(columns, found);
  return found;
}

/** The canonical name goes before the others, and those in their order. */
function findPlaces(columns: readonly string[], names: ColumnNames<string>): ReadonlyMap<string, number> {
  const byName = new Map(columns.map((column, place) => [folded(column), place] as const).toReversed());
  const places = new Map<string, number>();
  for (const [column, others] of Object.entries(names)) {
    const name = [column, ...others].find((one) => byName.has(folded(one)));
    if (name !== undefined) places.set(column, byName.get(folded(name))!);
  }
  return places;
}

const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s_]|\(元\)$/g, '')
    .toLowerCase();
