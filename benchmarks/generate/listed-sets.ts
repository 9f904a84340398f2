import { departmentCode, diagnosisCode, procedureCode } from '../../grouper/index.js';
import type { DrgTables } from '../../reference-data/index.js';
import { fullCodes, type CodeKind } from './full-codes.js';

/** What a code of a set is: the field of the rule says it. */
export type MemberKind = CodeKind | 'department';

const NORMAL_FORMS = { diagnosis: diagnosisCode, procedure: procedureCode, department: departmentCode };
/** A code that would need quotes in CSV, or be cut in a list, is not drawn. */
const UNWRITABLE = /[",|\s]/;
/** A set of every code that stands on some sheet; no real set has a name without signs. */
const EVERYTHING = '';

/** The members of a set: full codes, and what its patterns begin with. */
interface Members {
  readonly codes: Set<string>;
  readonly stems: Set<string>;
  readonly stemLengths: Set<number>;
}

/** The sets of a DRG scheme as a stock of codes. MCC and CC are sets too: those of the list of complications. */
export class ListedSets {
  readonly #rows = new Map<string, string[]>();
  readonly #members = new Map<string, Members>();
  readonly #codes = new Map<string, readonly string[]>();

  constructor({ sets, complications, exclusions }: DrgTables) {
    for (const { set, code } of sets) this.#add(set, code);
    for (const { level, code } of complications) this.#add(level, code);
    for (const { code } of [...sets, ...complications, ...exclusions]) this.#add(EVERYTHING, code);
  }

  /** Full codes of a set, patterns filled up. */
  codesOf(set: string, kind: MemberKind): readonly string[] {
    const key = `${kind} ${set}`;
    let codes = this.#codes.get(key);
    if (codes === undefined) {
      const members = this.#membersOf(set, kind);
      const filled = kind === 'department' ? [] : [...members.stems].flatMap((stem) => fullCodes(stem, kind));
      codes = [...new Set([...members.codes, ...filled])].filter((code) => !UNWRITABLE.test(code));
      this.#codes.set(key, codes);
    }
    return codes;
  }

  /** Whether a full code in normal form is in a set. */
  has(set: string, kind: MemberKind, code: string): boolean {
    const { codes, stems, stemLengths } = this.#membersOf(set, kind);
    if (codes.has(code)) return true;
    for (const length of stemLengths) if (stems.has(code.slice(0, length))) return true;
    return false;
  }

  /** Whether a full code in normal form stands on some sheet of the scheme. */
  isKnown(code: string, kind: MemberKind): boolean {
    return this.has(EVERYTHING, kind, code);
  }

  #add(set: string, code: string): void {
    const rows = this.#rows.get(set);
    if (rows === undefined) this.#rows.set(set, [code]);
    else rows.push(code);
  }

  #membersOf(set: string, kind: MemberKind): Members {
    const key = `${kind} ${set}`;
    let members = this.#members.get(key);
    if (members === undefined) {
      members = { codes: new Set(), stems: new Set(), stemLengths: new Set() };
      for (const row of this.#rows.get(set) ?? []) {
        // The asterisk behind a dagger half is no pattern.
        const isPattern = /^[^+]+\*$/.test(row);
        const code = NORMAL_FORMS[kind](isPattern ? row.slice(0, -1) : row);
        if (!isPattern) members.codes.add(code);
        else {
          members.stems.add(code);
          members.stemLengths.add(code.length);
        }
      }
      this.#members.set(key, members);
    }
    return members;
  }
}
