import type { ComplicationRow } from '../../reference-data/index.js';
import { patternStem } from '../codes/code-index.js';
import { diagnosisCode, departmentCode, procedureCode } from '../codes/normal-form.js';
import { RuleTexts } from '../rules/trace-rule.js';
import { kindsOfSets } from './scheme-codes.js';
import { rulesOf, type DrgScheme } from './drg-scheme.js';

const NORMAL_FORMS = { diagnoses: diagnosisCode, procedures: procedureCode, departments: departmentCode };

/** Codes and patterns under one name. */
class Members {
  readonly #codes = new Set<string>();
  readonly #patterns: string[] = [];

  add(code: string, normalForm: (raw: string) => string): void {
    const stem = patternStem(code);
    if (stem === undefined) this.#codes.add(normalForm(code));
    else this.#patterns.push(normalForm(stem));
  }

  has(code: string): boolean {
    return this.#codes.has(code) || this.#patterns.some((pattern) => code.startsWith(pattern));
  }
}

/** The tables of a scheme as one would look things up in the printed book: by name and code. The explaining path reads these. */
export class SchemeMemberships {
  readonly scheme: DrgScheme;
  readonly ruleTexts = new RuleTexts();
  readonly #sets = new Map<string, Members>();
  readonly #exclusions = new Map<string, Members>();
  readonly #names = new Map<string, string>();
  readonly #complications = new Map<string, ComplicationRow[]>();
  readonly #complicationPatterns: { readonly begin: string; readonly row: ComplicationRow }[] = [];

  constructor(scheme: DrgScheme) {
    this.scheme = scheme;
    const { tables } = scheme;
    const kindsOf = kindsOfSets(rulesOf(scheme));
    for (const member of tables.sets) {
      for (const kind of kindsOf(member)) getOrMake(this.#sets, member.set).add(member.code, NORMAL_FORMS[kind]);
    }
    for (const { code, name } of [...tables.exclusions, ...tables.complications, ...tables.sets]) {
      if (name !== '') this.#names.set(code, name);
    }
    for (const { table, code } of tables.exclusions) getOrMake(this.#exclusions, table).add(code, diagnosisCode);
    for (const row of tables.complications) {
      const stem = patternStem(row.code);
      const code = diagnosisCode(stem ?? row.code);
      if (stem !== undefined) this.#complicationPatterns.push({ begin: code, row });
      else this.#complications.set(code, [...(this.#complications.get(code) ?? []), row]);
    }
  }

  /** The printed name of a code, or of the narrowest pattern that it begins with; empty where the tables print none. */
  nameOf(code: string): string {
    for (let length = code.length; length > 0; length--) {
      const name =
        length === code.length
          ? (this.#names.get(code) ?? this.#names.get(`${code}*`))
          : this.#names.get(`${code.slice(0, length)}*`);
      if (name !== undefined) return name;
    }
    return '';
  }

  /** Whether a code in normal form is in a set of the tables. */
  isMember(set: string, code: string): boolean {
    return this.#sets.get(set)?.has(code) ?? false;
  }

  /** Entries of a diagnosis in normal form on the list of complications. */
  complicationsOf(code: string): readonly ComplicationRow[] {
    const byPattern = this.#complicationPatterns.filter(({ begin }) => code.startsWith(begin)).map(({ row }) => row);
    return [...(this.#complications.get(code) ?? []), ...byPattern];
  }

  /** Whether an exclusion table holds a principal diagnosis in normal form. */
  excludes(table: string, principal: string): boolean {
    return this.#exclusions.get(table)?.has(principal) ?? false;
  }
}

function getOrMake(map: Map<string, Members>, name: string): Members {
  let members = map.get(name);
  if (members === undefined) map.set(name, (members = new Members()));
  return members;
}
