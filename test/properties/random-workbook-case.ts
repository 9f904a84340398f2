import type { CodeField, Discharge, DrgScheme, Rule } from '../../grouper/index.js';
import { conditionsOf } from '../../grouper/index.js';
import { patternStem } from '../../grouper/codes/code-index.js';
import type { SeededRandom } from '../../reference-data/demo/seeded-random.js';

const NEWBORN_WEIGHTS = [999, 1000, 1499, 1500, 1999, 2000, 2499, 2500];
const AGES = [1, 6, 7, 17, 18, 40, 69, 70, 90];
const AGES_IN_DAYS = [0, 28, 29, 365, 366];

/** A code that a row of the tables stands for: itself, or for a pattern its category. */
const memberOf = (code: string) => patternStem(code) ?? code;

/** Draws cases for a scheme of any size: each aims at one ADRG row, so that most get through its conditions, and then strays a little. */
export class RandomWorkbookCases {
  readonly #codesOfSet = new Map<string, string[]>();
  readonly #targets: readonly Rule[];
  readonly #complications: readonly string[];
  readonly #random: SeededRandom;

  constructor({ mdcs, tables }: DrgScheme, random: SeededRandom) {
    this.#random = random;
    for (const { set, code } of tables.sets) {
      const codes = this.#codesOfSet.get(set) ?? [];
      if (codes.push(memberOf(code)) === 1) this.#codesOfSet.set(set, codes);
    }
    this.#targets = mdcs.flatMap((mdc) =>
      mdc.adrgs.map((adrg): Rule => ({ kind: 'all', terms: [mdc.rule, adrg.rule, ...adrg.drgs.map(({ rule }) => rule)] })),
    );
    this.#complications = tables.complications.map(({ code }) => memberOf(code));
  }

  next(): Discharge {
    const target = this.#oneOf(this.#targets);
    const principals = this.#codesFor(target, 'ZYZD', 3);
    const secondaryDiagnoses = [
      ...this.#codesFor(target, 'QTZD', this.#below(3)),
      ...this.#several(this.#complications, this.#below(4)),
      ...(this.#isOneIn(8) ? ['Q99.999', principals[0] ?? 'Q99.998'] : []),
    ];
    const procedures = this.#codesFor(target, 'ZYSS', 3);
    const otherProcedures = [...this.#codesFor(target, 'QTSS', this.#below(3)), ...procedures.slice(1)];
    const isInfant = this.#isOneIn(6);
    return {
      caseId: 'R',
      sex: this.#isOneIn(2) ? 1 : 2,
      principalDiagnosis: this.#isOneIn(20) ? 'Q99.999' : (principals[0] ?? this.#anyOf(target)),
      secondaryDiagnoses,
      otherProcedures,
      ...(procedures[0] === undefined || this.#isOneIn(6) ? {} : { principalProcedure: procedures[0] }),
      ...(isInfant ? { ageYears: 0, ageDays: this.#oneOf(AGES_IN_DAYS) } : { ageYears: this.#oneOf(AGES) }),
      ...(isInfant ? { birthWeightGrams: this.#oneOf(NEWBORN_WEIGHTS), admissionWeightGrams: this.#oneOf(NEWBORN_WEIGHTS) } : {}),
      ...(this.#isOneIn(2) ? { lengthOfStayDays: 1 + this.#below(20), disposition: this.#oneOf([1, 2, 5]) } : {}),
    };
  }

  /** Codes of sets that a rule asks a field for. */
  #codesFor(rule: Rule, field: CodeField, count: number): string[] {
    const sets = [...conditionsOf(rule)].flatMap((condition) =>
      (condition.kind === 'membership' || condition.kind === 'counting') && condition.fields.includes(field)
        ? condition.sets
        : [],
    );
    return this.#several(sets, count).flatMap((set) => this.#several(this.#codesOfSet.get(set) ?? [], 1));
  }

  #anyOf(rule: Rule): string {
    return this.#codesFor(rule, 'QTZD', 1)[0] ?? this.#oneOf(this.#complications);
  }

  #several<T>(items: readonly T[], count: number): T[] {
    return items.length === 0 ? [] : Array.from({ length: count }, () => this.#oneOf(items));
  }

  #oneOf<T>(items: readonly T[]): T {
    return items[this.#below(items.length)]!;
  }

  #below(bound: number): number {
    return this.#random.below(bound);
  }

  #isOneIn(count: number): boolean {
    return this.#below(count) === 0;
  }
}
