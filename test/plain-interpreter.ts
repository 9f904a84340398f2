// A grouper as one would write it in an afternoon: every row tried in order, sets of strings, rules walked as trees.
// It shares the parser with the product and nothing else, and is the yardstick for answers and for speed.
import type { Discharge, DrgScheme, Rule } from '../grouper/index.js';
import { departmentCode, diagnosisCode, procedureCode } from '../grouper/index.js';

interface Facts {
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly numbers: Readonly<Record<string, number | undefined>>;
  readonly counted: Readonly<Record<string, ReadonlySet<string>>>;
}

/** What the plain interpreter finds: `[mdc, adrg, drg]` codes of rows, and the severity. */
export interface PlainAnswer {
  readonly status: 'grouped' | 'ambiguous' | 'ungrouped';
  readonly mdc: string;
  readonly adrg: string;
  readonly drg: string;
  readonly severity: 'mcc' | 'cc' | 'none';
}

const NUMBERS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
};

const anyCode = (code: string): string => (/^[A-Za-z]/.test(code) ? diagnosisCode(code) : procedureCode(code));

export class PlainInterpreter {
  readonly #scheme: DrgScheme;
  readonly #sets = new Map<string, { exact: Set<string>; patterns: string[] }>();
  readonly #exclusions = new Map<string, { exact: Set<string>; patterns: string[] }>();

  readonly #entries = new Map<string, DrgScheme['tables']['complications'][number][]>();
  readonly #entryPatterns: string[] = [];

  constructor(scheme: DrgScheme) {
    this.#scheme = scheme;
    for (const { set, code } of scheme.tables.sets) addMember(this.#sets, set, code);
    for (const { table, code } of scheme.tables.exclusions) addMember(this.#exclusions, table, code);
    for (const row of scheme.tables.complications) {
      const code = diagnosisCode(row.code);
      this.#entries.set(code, [...(this.#entries.get(code) ?? []), row]);
      if (isPattern(code)) this.#entryPatterns.push(code.slice(0, -1));
    }
  }

  group(discharge: Discharge): PlainAnswer {
    const facts = this.#facts(discharge);
    const severity = facts.counted['MCC']!.size > 0 ? 'mcc' : facts.counted['CC']!.size > 0 ? 'cc' : 'none';
    for (const mdc of this.#scheme.mdcs) {
      if (!this.#holds(mdc.rule, facts)) continue;
      for (const adrg of mdc.adrgs) {
        if (!this.#holds(adrg.rule, facts)) continue;
        const drg = adrg.drgs.find((row) => this.#holds(row.rule, facts));
        if (drg === undefined && this.#scheme.edition.whenNoDrgRow === 'next') continue;
        const kind = drg === undefined || drg.row.kind === 'real' ? adrg.row.kind : drg.row.kind;
        const status = kind === 'real' ? 'grouped' : kind === 'ambiguous' ? 'ambiguous' : 'ungrouped';
        return { status, mdc: mdc.row.code, adrg: adrg.row.groupCode, drg: (drg ?? adrg).row.groupCode, severity };
      }
    }
    return { status: 'ungrouped', mdc: '', adrg: '', drg: '0000', severity };
  }

  #facts(discharge: Discharge): Facts {
    const principal = diagnosisCode(discharge.principalDiagnosis ?? '');
    const others = discharge.secondaryDiagnoses.map(diagnosisCode);
    const counted = { MCC: new Set<string>(), CC: new Set<string>() };
    for (const code of others) {
      for (const entry of this.#entriesOf(code)) {
        if (!isIn(this.#exclusions, entry.exclusionTable, principal)) counted[entry.level].add(code);
      }
    }
    const weight = this.#scheme.edition.newbornWeight === 'birth' ? discharge.birthWeightGrams : discharge.admissionWeightGrams;
    return {
      fields: {
        ZYZD: [principal],
        QTZD: others,
        ZYSS: discharge.principalProcedure ? [procedureCode(discharge.principalProcedure)] : [],
        QTSS: discharge.otherProcedures.map(procedureCode),
        KS: discharge.department ? [departmentCode(discharge.department)] : [],
      },
      numbers: {
        NL: discharge.ageYears,
        XSRTL: discharge.ageYears === 0 ? discharge.ageDays : undefined,
        XSRTZ: Number.isInteger(weight) && weight! >= 100 && weight! <= 9999 ? weight : undefined,
        XB: discharge.sex,
        ZYTS: discharge.lengthOfStayDays === 0 ? 1 : discharge.lengthOfStayDays,
        LYFS: discharge.disposition,
        ICUXS: discharge.icuHours,
      },
      counted,
    };
  }

  #entriesOf(code: string) {
    const patterns = this.#entryPatterns.filter((pattern) => code.startsWith(pattern));
    return [code, ...patterns.map((pattern) => `${pattern}*`)].flatMap((key) => this.#entries.get(key) ?? []);
  }

  #holds(rule: Rule, facts: Facts): boolean {
    switch (rule.kind) {
      case 'always':
        return true;
      case 'constant':
        return rule.value !== 0;
      case 'not':
        return !this.#holds(rule.term, facts);
      case 'all':
        return rule.terms.every((term) => this.#holds(term, facts));
      case 'any':
        return rule.terms.some((term) => this.#holds(term, facts));
      case 'membership':
        return (
          rule.fields.some((field) => facts.fields[field]!.some((code) => this.#isInSome(rule.sets, code, facts))) !==
          rule.negated
        );
      case 'department':
        return (
          facts.fields['KS']!.some((code) =>
            this.#scheme.tables.sets.some((row) => rule.sets.includes(row.set) && isDepartmentIn(row.code, code)),
          ) !== rule.negated
        );
      case 'counting': {
        const met = rule.fields.flatMap((field) => facts.fields[field]!.filter((code) => this.#isInSome(rule.sets, code, facts)));
        return NUMBERS[rule.comparison]!(new Set(met).size, rule.bound);
      }
      case 'comparison': {
        const value = facts.numbers[rule.field];
        return value !== undefined && NUMBERS[rule.comparison]!(value, rule.bound);
      }
    }
  }

  #isInSome(sets: readonly string[], code: string, facts: Facts): boolean {
    return sets.some((set) => facts.counted[set]?.has(code) ?? isIn(this.#sets, set, code));
  }
}

function addMember(lists: Map<string, { exact: Set<string>; patterns: string[] }>, name: string, code: string): void {
  let list = lists.get(name);
  if (list === undefined) lists.set(name, (list = { exact: new Set(), patterns: [] }));
  const normal = anyCode(code);
  if (isPattern(normal)) list.patterns.push(normal.slice(0, -1));
  else list.exact.add(normal);
}

/** Asked of a normal form: `I63*`, but not `A01.002+G01*`. */
const isPattern = (normal: string): boolean => normal.endsWith('*') && !normal.includes('+');

function isDepartmentIn(member: string, department: string): boolean {
  return member.endsWith('*')
    ? department.startsWith(departmentCode(member.slice(0, -1)))
    : department === departmentCode(member);
}

function isIn(lists: ReadonlyMap<string, { exact: Set<string>; patterns: string[] }>, name: string, code: string): boolean {
  const list = lists.get(name);
  return list !== undefined && (list.exact.has(code) || list.patterns.some((pattern) => code.startsWith(pattern)));
}
