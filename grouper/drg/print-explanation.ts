import { fillIn, type BilingualText, type Language } from '../../reference-data/index.js';
import { describeReason } from '../describe-reason.js';
import type { Reason } from '../reasons.js';
import type { RuleTrace } from '../rules/trace-rule.js';
import type { Discharge } from '../discharge.js';
import type { AdrgEvidence, ComplicationEvidence, Explanation, MdcEvidence, RowEvidence } from './explain-discharge.js';

const WORDS = {
  case: { zh: '病例', en: 'Case' },
  scheme: { zh: '方案', en: 'scheme' },
  result: { zh: '结果', en: 'Result' },
  severity: { zh: '合并症程度', en: 'severity' },
  reasons: { zh: '原因与提示', en: 'Reasons and warnings' },
  given: { zh: '病例资料', en: 'What the case states' },
  complications: { zh: '合并症或并发症', en: 'Complications' },
  noComplications: { zh: '其他诊断中没有MCC或CC', en: 'no MCC or CC among the other diagnoses' },
  counted: { zh: '计入', en: 'counts' },
  excluded: { zh: '被主要诊断排除（排除表 {table}）', en: 'excluded by the principal diagnosis (table {table})' },
  neverExcluded: { zh: '无排除表', en: 'no exclusion table' },
  table: { zh: '排除表 {table}', en: 'table {table}' },
  steps: { zh: '逐级判断', en: 'Step by step' },
  entered: { zh: '进入', en: 'entered' },
  matched: { zh: '符合', en: 'matches' },
  notEntered: { zh: '不符合入口条件', en: 'entry rule does not hold' },
  nearMiss: { zh: '接近但不符合', en: 'nearly matched' },
  notMatched: { zh: '不符合', en: 'does not match' },
  others: { zh: '另有{n}行不符合', en: '{n} more rows do not match' },
  noRow: { zh: '没有符合的行', en: 'no row matches' },
  fails: { zh: '首个不满足的条件', en: 'first condition that fails' },
  always: { zh: '（无条件）', en: '(always true)' },
  rule: { zh: '规则', en: 'rule' },
  met: { zh: '命中', en: 'met' },
  stated: { zh: '病例为 {value}', en: 'the case states {value}' },
  notStated: { zh: '病例未提供', en: 'the case does not state it' },
} as const satisfies Record<string, BilingualText>;

const STATUS: Readonly<Record<Explanation['result']['status'], BilingualText>> = {
  grouped: { zh: '入组', en: 'grouped' },
  ambiguous: { zh: '歧义病案', en: 'ambiguous' },
  ungrouped: { zh: '未入组', en: 'ungrouped' },
  invalid: { zh: '信息校验不通过', en: 'invalid' },
};

const FIELDS: Readonly<Record<string, BilingualText>> = {
  sex: { zh: '性别', en: 'sex' },
  ageYears: { zh: '年龄（岁）', en: 'age in years' },
  ageDays: { zh: '天龄', en: 'age in days' },
  birthWeightGrams: { zh: '出生体重（克）', en: 'birth weight in grams' },
  admissionWeightGrams: { zh: '入院体重（克）', en: 'admission weight in grams' },
  lengthOfStayDays: { zh: '住院天数', en: 'length of stay in days' },
  disposition: { zh: '离院方式', en: 'disposition' },
  department: { zh: '出院科别', en: 'department' },
  icuHours: { zh: '重症监护小时', en: 'intensive-care hours' },
  principalDiagnosis: { zh: '主要诊断', en: 'principal diagnosis' },
  secondaryDiagnoses: { zh: '其他诊断', en: 'secondary diagnoses' },
  principalProcedure: { zh: '主要手术操作', en: 'principal procedure' },
  otherProcedures: { zh: '其他手术操作', en: 'other procedures' },
} satisfies Partial<Record<keyof Discharge, BilingualText>>;

/** Prints the evidence for people, as lines of text in one language. */
export function printExplanation(explanation: Explanation, language: Language): string {
  return new ExplanationPrinter(language).print(explanation);
}

class ExplanationPrinter {
  readonly #language: Language;
  readonly #lines: string[] = [];
  #names: Explanation['names'] = {};

  constructor(language: Language) {
    this.#language = language;
  }

  print({ result, discharge, names, complications, mdcs }: Explanation): string {
    this.#names = names;
    this.#line(0, `${this.#word('case')} ${discharge.caseId || '–'} · ${this.#word('scheme')} ${result.scheme}`);
    const status = STATUS[result.status][this.#language];
    if (result.status === 'invalid') this.#line(0, `${this.#word('result')}: ${status}`);
    else {
      const path = [result.mdc, result.adrg, result.drg].filter((code) => code !== '').join(' › ');
      this.#line(
        0,
        `${this.#word('result')}: ${status} · ${path} ${result.drgName} · ${this.#word('severity')} ${result.severity}`,
      );
    }
    this.#reasons(result.reasons);
    this.#given(discharge);
    if (result.status === 'invalid') return this.#text();
    this.#complications(complications);
    this.#line(0, '');
    this.#line(0, this.#word('steps'));
    this.#mdcs(mdcs);
    return this.#text();
  }

  #reasons(reasons: readonly Reason[]): void {
    if (reasons.length === 0) return;
    this.#line(0, '');
    this.#line(0, this.#word('reasons'));
    for (const reason of reasons) this.#line(1, `${describeReason(reason, this.#language)} (${reason.code})`);
  }

  #given(discharge: Discharge): void {
    this.#line(0, '');
    this.#line(0, this.#word('given'));
    for (const [field, label] of Object.entries(FIELDS)) {
      const value = discharge[field as keyof Discharge];
      const parts = (Array.isArray(value) ? (value as string[]) : [String(value ?? '')]).filter((part) => part !== '');
      if (parts.length > 0) this.#line(1, `${label[this.#language]}: ${parts.map((part) => this.#named(part)).join(', ')}`);
    }
  }

  #complications(complications: readonly ComplicationEvidence[]): void {
    this.#line(0, '');
    this.#line(0, this.#word('complications'));
    if (complications.length === 0) this.#line(1, this.#word('noComplications'));
    for (const { code, level, exclusionTable: table, excluded } of complications) {
      const where = table === '' ? this.#word('neverExcluded') : fillIn(this.#word('table'), { table });
      const verdict = excluded ? fillIn(this.#word('excluded'), { table }) : `${this.#word('counted')} (${where})`;
      this.#line(1, `${this.#named(code)} ${level}: ${verdict}`);
    }
  }

  /** MDCs that a case does not come near are named together; most are. */
  #mdcs(mdcs: readonly MdcEvidence[]): void {
    let passed: string[] = [];
    const tellPassed = () => {
      if (passed.length > 0) this.#line(1, `✗ ${passed.join(' ')}: ${this.#word('notEntered')}`);
      passed = [];
    };
    for (const [place, mdc] of mdcs.entries()) {
      if (!mdc.holds && mdc.firstFailure === undefined) {
        passed.push(`${place + 1}.${mdc.code}`);
        continue;
      }
      tellPassed();
      this.#mdc(place + 1, mdc);
    }
    tellPassed();
  }

  #mdc(step: number, mdc: MdcEvidence): void {
    if (!mdc.holds) {
      this.#line(1, `${step}. ${mdc.code} ${mdc.name} ✗ ${this.#word('nearMiss')}`);
      this.#failure(3, mdc);
      return;
    }
    this.#line(1, `${step}. ${mdc.code} ${mdc.name} ✓ ${this.#word('entered')}`);
    this.#evidence(3, mdc);
    this.#rows(3, mdc.adrgs ?? [], (adrg: AdrgEvidence) => this.#rows(5, adrg.drgs ?? [], () => undefined));
  }

  #rows<T extends RowEvidence>(depth: number, rows: readonly T[], under: (row: T) => void): void {
    let silent = 0;
    for (const row of rows) {
      if (row.holds) {
        this.#line(depth, `${row.code} ${row.name} ✓ ${this.#word('matched')}`);
        this.#evidence(depth + 1, row);
        under(row);
      } else if (row.firstFailure !== undefined || depth > 3) {
        this.#line(depth, `${row.code} ${row.name} ✗ ${this.#word(row.firstFailure ? 'nearMiss' : 'notMatched')}`);
        this.#line(depth + 1, `${this.#word('rule')}: ${row.rule}`);
        this.#failure(depth + 1, row);
      } else silent++;
    }
    if (!rows.some((row) => row.holds)) this.#line(depth, this.#word('noRow'));
    if (silent > 0) this.#line(depth, fillIn(this.#word('others'), { n: silent }));
  }

  #evidence(depth: number, row: RowEvidence): void {
    this.#line(depth, `${this.#word('rule')}: ${row.rule || this.#word('always')}`);
    const met = [...new Set(metCodes(row.trace))];
    if (met.length > 0) this.#line(depth, `${this.#word('met')}: ${met.join('; ')}`);
  }

  #failure(depth: number, { firstFailure }: RowEvidence): void {
    if (firstFailure === undefined) return;
    const { value } = firstFailure;
    const stated =
      value === undefined ? '' : ` (${value === null ? this.#word('notStated') : fillIn(this.#word('stated'), { value })})`;
    this.#line(depth, `${this.#word('fails')}: ${firstFailure.rule}${stated}`);
  }

  #named(code: string): string {
    const name = this.#names[code];
    return name === undefined ? code : `${code} ${name}`;
  }

  #word(word: keyof typeof WORDS): string {
    return WORDS[word][this.#language];
  }

  #line(depth: number, text: string): void {
    this.#lines.push(`${'  '.repeat(depth)}${text}`);
  }

  #text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}

/** What made the rule hold: codes with their sets, and the comparisons with the number stated. */
function* metCodes(trace: RuleTrace): Generator<string> {
  if (!trace.holds) return;
  for (const part of trace.parts ?? []) yield* metCodes(part);
  for (const { field, code, set } of trace.met ?? []) yield `${field} ${code} ∈ ${set}`;
  if (trace.met === undefined && trace.value !== undefined) yield `${trace.rule} [${trace.value}]`;
}
