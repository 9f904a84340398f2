import { CODE_FIELDS, NUMBER_FIELDS, type CodeField, type Comparison, type Rule } from './rule.js';

/** Where a program goes when it is decided: instruction numbers are zero or more, these two are below. */
export const ACCEPT = -1;
export const REJECT = -2;

/** What an instruction tests. Each takes two operands. */
export const OP_HIT = 0; // some code of the fields (mask) is in the set
export const OP_COUNT = 1; // a counting condition, by its number
const OP_NUMBER = 2; // a number field against a bound; one code for each comparison from here on
const NUMBER_OPS: readonly Comparison[] = ['<', '<=', '>', '>=', '='];
export const OP_LESS = OP_NUMBER;
export const OP_AT_MOST = OP_NUMBER + 1;
export const OP_MORE = OP_NUMBER + 2;
export const OP_AT_LEAST = OP_NUMBER + 3;
export const OP_EQUAL = OP_NUMBER + 4;

/** An instruction is five integers: what is tested, two operands, where to go when it holds, where when not. */
export const INSTRUCTION_SIZE = 5;

/** Bit of the discharge department among the fields of a mask; the code fields have the bits before it. */
export const DEPARTMENT_BIT = 1 << CODE_FIELDS.length;

/** The fields as bits: ZYZD 1, QTZD 2, ZYSS 4, QTSS 8. */
export function maskOf(fields: readonly CodeField[]): number {
  return fields.reduce((mask, field) => mask | (1 << CODE_FIELDS.indexOf(field)), 0);
}

/** A `length(...)` condition, kept beside the instructions because it has more operands than they hold. */
export interface CountingTest {
  readonly sets: readonly number[];
  readonly mask: number;
  readonly comparison: Comparison;
  readonly bound: number;
}

/** Every rule of a scheme as one list of instructions. */
export interface RuleProgram {
  readonly instructions: Int32Array;
  readonly bounds: Float64Array;
  readonly countings: readonly CountingTest[];
}

/** Writes rules as instructions that jump: each test is made at most once and nothing is computed that does not decide. */
export class RuleProgramWriter {
  readonly #instructions: number[] = [];
  readonly #bounds: number[] = [];
  readonly #countings: CountingTest[] = [];
  readonly #setNumber: (set: string) => number;

  constructor(setNumber: (set: string) => number) {
    this.#setNumber = setNumber;
  }

  /** Adds a rule. @returns Where to start it: an instruction number, ACCEPT or REJECT. */
  add(rule: Rule): number {
    return this.#write(rule, ACCEPT, REJECT);
  }

  finish(): RuleProgram {
    return {
      instructions: Int32Array.from(this.#instructions),
      bounds: Float64Array.from(this.#bounds),
      countings: this.#countings,
    };
  }

  // Targets must be known when an instruction is written, so terms are written from the last to the first.
  #write(rule: Rule, onTrue: number, onFalse: number): number {
    switch (rule.kind) {
      case 'always':
        return onTrue;
      case 'constant':
        return rule.value === 0 ? onFalse : onTrue;
      case 'not':
        return this.#write(rule.term, onFalse, onTrue);
      case 'all':
        return rule.terms.reduceRight((next, term) => this.#write(term, next, onFalse), onTrue);
      case 'any':
        return rule.terms.reduceRight((next, term) => this.#write(term, onTrue, next), onFalse);
      case 'membership':
        return this.#writeHits(rule.sets, maskOf(rule.fields), rule.negated, onTrue, onFalse);
      case 'department':
        return this.#writeHits(rule.sets, DEPARTMENT_BIT, rule.negated, onTrue, onFalse);
      case 'counting': {
        const { comparison, bound } = rule;
        const sets = rule.sets.map(this.#setNumber);
        this.#countings.push({ sets, mask: maskOf(rule.fields), comparison, bound });
        return this.#push(OP_COUNT, this.#countings.length - 1, 0, onTrue, onFalse);
      }
      case 'comparison':
        this.#bounds.push(rule.bound);
        return this.#push(
          OP_NUMBER + NUMBER_OPS.indexOf(rule.comparison),
          NUMBER_FIELDS.indexOf(rule.field),
          this.#bounds.length - 1,
          onTrue,
          onFalse,
        );
    }
  }

  #writeHits(sets: readonly string[], mask: number, negated: boolean, onTrue: number, onFalse: number): number {
    const [onHit, onMiss] = negated ? [onFalse, onTrue] : [onTrue, onFalse];
    return sets.reduceRight((next, set) => this.#push(OP_HIT, this.#setNumber(set), mask, onHit, next), onMiss);
  }

  #push(...instruction: [op: number, a: number, b: number, onTrue: number, onFalse: number]): number {
    return this.#instructions.push(...instruction) / INSTRUCTION_SIZE - 1;
  }
}
