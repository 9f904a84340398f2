/** Fields that hold codes: principal and other diagnoses, main and other procedures. */
export const CODE_FIELDS = ['ZYZD', 'QTZD', 'ZYSS', 'QTSS'] as const;
export type CodeField = (typeof CODE_FIELDS)[number];

/**
 * Fields that hold a number: age in years (NL), age in days (XSRTL), newborn weight in grams (XSRTZ), sex (XB),
 * length of stay in days (ZYTS), discharge disposition (LYFS), hours in intensive care (ICUXS).
 */
export const NUMBER_FIELDS = ['NL', 'XSRTL', 'XSRTZ', 'XB', 'ZYTS', 'LYFS', 'ICUXS'] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** The discharge department, the only field of text. */
export const DEPARTMENT_FIELD = 'KS';

export const COMPARISONS = ['<=', '>=', '<', '>', '='] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Sets that depend on the case: its other diagnoses that count as MCC or CC and are not excluded by the principal diagnosis. */
export const COMPLICATION_SETS = ['MCC', 'CC'] as const;

/** Some code of the fields is a member of some of the sets; negated: none is. */
export interface Membership {
  readonly kind: 'membership';
  readonly fields: readonly CodeField[];
  readonly negated: boolean;
  readonly sets: readonly string[];
}

/** How many distinct codes of the fields are members of the sets. */
export interface Counting {
  readonly kind: 'counting';
  readonly sets: readonly string[];
  readonly fields: readonly CodeField[];
  readonly comparison: Comparison;
  readonly bound: number;
}

/** A number compared with a bound; false in either direction where the case does not state the number. */
export interface NumberComparison {
  readonly kind: 'comparison';
  readonly field: NumberField;
  readonly comparison: Comparison;
  readonly bound: number;
}

/** The discharge department is a member of some of the sets; a case without a department is in none. */
export interface DepartmentMembership {
  readonly kind: 'department';
  readonly negated: boolean;
  readonly sets: readonly string[];
}

/** A rule without text: always true. */
export interface Always {
  readonly kind: 'always';
}

/** A bare number: 0 is false, everything else true. */
export interface Constant {
  readonly kind: 'constant';
  readonly value: number;
}

export type Condition = Membership | Counting | NumberComparison | DepartmentMembership | Constant;

/** `or`: at least one of two or more terms holds. */
export interface AnyOf {
  readonly kind: 'any';
  readonly terms: readonly Rule[];
}

/** `and`: every one of two or more terms holds. */
export interface AllOf {
  readonly kind: 'all';
  readonly terms: readonly Rule[];
}

/** `not`: the term behind it does not hold. */
export interface Negation {
  readonly kind: 'not';
  readonly term: Rule;
}

/** A rule of the national workbook's language as a tree. @source CHS-DRG 3.0 configuration workbook, with the extensions of city editions */
export type Rule = Always | Condition | AnyOf | AllOf | Negation;

/** Whether the rule holds for every case, as far as its constants alone can tell. */
export function isAlwaysTrue(rule: Rule): boolean {
  switch (rule.kind) {
    case 'always':
      return true;
    case 'constant':
      return rule.value !== 0;
    case 'any':
      return rule.terms.some(isAlwaysTrue);
    case 'all':
      return rule.terms.every(isAlwaysTrue);
    case 'not':
      return isNeverTrue(rule.term);
    default:
      return false;
  }
}

/** Whether the rule holds for no case, as far as its constants alone can tell. */
export function isNeverTrue(rule: Rule): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value === 0;
    case 'any':
      return rule.terms.every(isNeverTrue);
    case 'all':
      return rule.terms.some(isNeverTrue);
    case 'not':
      return isAlwaysTrue(rule.term);
    default:
      return false;
  }
}

/** Every condition of the rule, from left to right. */
export function* conditionsOf(rule: Rule): Generator<Condition> {
  switch (rule.kind) {
    case 'always':
      return;
    case 'any':
    case 'all':
      for (const term of rule.terms) yield* conditionsOf(term);
      return;
    case 'not':
      yield* conditionsOf(rule.term);
      return;
    default:
      yield rule;
  }
}

/** Whether a number stands in the comparison to the bound. */
export function satisfies(value: number, comparison: Comparison, bound: number): boolean {
  switch (comparison) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '=':
      return value === bound;
  }
}
