import { BILL_FIELDS, COST_FIELDS, printYuan, type BillField, type PaidLayer } from '../../pricing/index.js';
import type { BilingualText, Language } from '../../reference-data/index.js';
import { fundName } from '../fund-name.js';
import type { SplitBill } from '../bills/bill-settler.js';
import { printShare } from '../bills/split-columns.js';
import { yearCells, yearColumn, YEAR_SUMS, chineseYearColumn } from '../bills/year-columns.js';
import { amountLine, amountLines, stepLines } from './print-steps.js';

const WORDS = {
  bill: { zh: '账单', en: 'Bill' },
  fund: { zh: '基金', en: 'fund' },
  discharged: { zh: '出院', en: 'discharged' },
  policy: { zh: '支付政策', en: 'Payment policy' },
  charges: { zh: '费用构成（元）', en: 'Charges, yuan' },
  payers: { zh: '支付（元）', en: 'Who pays, yuan' },
  sums: { zh: '小结', en: 'In short' },
  inScopeRatio: { zh: '政策范围内支付比例', en: 'funds / in-scope charges' },
  realRatio: { zh: '实际支付比例', en: 'funds / all charges' },
  year: { zh: '本年累计（含本次，元）', en: 'The year with this stay, yuan' },
  stays: { zh: '住院次数', en: 'stays' },
} as const satisfies Record<string, BilingualText>;

const SUMS = [
  'fund_pay_sumamt',
  'acct_pay',
  'psn_cash_pay',
  'psn_part_amt',
  'hosp_part_amt',
] as const satisfies readonly BillField[];

const INDENT = '  ';

/** Prints one bill for people: charges by kind, then every payer with amount, rule, numbers and document. */
export function printBill(split: SplitBill, policyName: string, language: Language): string {
  return new BillPrinter(language).print(split, policyName);
}

class BillPrinter {
  readonly #language: Language;
  readonly #lines: string[] = [];

  constructor(language: Language) {
    this.#language = language;
  }

  print({ bill, fund, on, year, notices }: SplitBill, policyName: string): string {
    const language = this.#language;
    this.#line(
      `${this.#word('bill')} ${bill.caseId || '–'} · ${this.#word('fund')} ${fundName(fund)[language]} · ${this.#word('discharged')} ${on}`,
    );
    this.#line(`${this.#word('policy')}: ${policyName}`);
    for (const notice of notices) this.#line(notice[language]);
    this.#title('charges');
    for (const name of [...COST_FIELDS, 'medfee_sumamt'] as const) this.#field(name, printYuan(bill.fields[name]));
    this.#title('payers');
    const ofLayers = new Set(bill.layers.flatMap(({ steps }) => steps));
    for (const step of bill.breakdown.steps.filter((one) => !ofLayers.has(one)))
      this.#lines.push(...stepLines(step, language, INDENT));
    for (const layer of bill.layers) this.#payer(layer);
    this.#title('sums');
    for (const name of SUMS) this.#field(name, printYuan(bill.fields[name]));
    this.#amount(this.#word('inScopeRatio'), printShare(bill.inScopeRatio) || '–');
    this.#amount(this.#word('realRatio'), printShare(bill.realRatio) || '–');
    this.#title('year');
    const [stays, ...sums] = yearCells(bill.yearToDate, year);
    this.#amount(this.#word('stays'), stays!);
    for (const [place, sum] of YEAR_SUMS.entries()) {
      const cell = sums[place]!;
      if (cell !== '' && cell !== '0.00') this.#amount(language === 'zh' ? chineseYearColumn(sum) : yearColumn(sum), cell);
    }
    return `${this.#lines.join('\n')}\n`;
  }

  #payer({ line, steps }: PaidLayer): void {
    for (const step of steps) this.#lines.push(...stepLines(step, this.#language, INDENT));
    this.#lines.push(...amountLines(line, this.#language, INDENT));
  }

  #field(name: BillField, amount: string): void {
    this.#amount(BILL_FIELDS[name][this.#language], amount);
  }

  #amount(label: string, amount: string): void {
    this.#line(amountLine(label, amount, INDENT));
  }

  #title(word: keyof typeof WORDS): void {
    this.#line('');
    this.#line(this.#word(word));
  }

  #word(word: keyof typeof WORDS): string {
    return WORDS[word][this.#language];
  }

  #line(text: string): void {
    this.#lines.push(text);
  }
}
