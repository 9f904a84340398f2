import { printRule } from './print-rule.js';
import { satisfies, type CodeField, type NumberField, type Rule } from './rule.js';

/** What a rule may ask of a case, in words of the book: codes in normal form, names of sets. */
export interface CaseFacts {
  codes(field: CodeField): readonly string[];
  number(field: NumberField): number | undefined;
  readonly department: string | undefined;
  isMember(set: string, code: string): boolean;
}

/** Rules as they are printed: each is put together once, however many cases are held against it. */
export class RuleTexts {
  readonly #texts = new Map<Rule, string>();

  of(rule: Rule): string {
    let text = this.#texts.get(rule);
    if (text === undefined) this.#texts.set(rule, (text = printRule(rule)));
    return text;
  }
}

/** A code of the case that is in a set which the rule asks for. */
export interface MetCode {
  readonly field: CodeField | 'KS';
  readonly code: string;
  readonly set: string;
}

/** A rule, or a part of one, held against a case: every part is looked at, also where an earlier one has decided. */
export interface RuleTrace {
  readonly rule: string;
  readonly holds: boolean;
  /** Parts of `and`, `or` and `not`. */
  readonly join?: 'all' | 'any' | 'not';
  readonly parts?: readonly RuleTrace[];
  /** Codes of the case that are in the sets asked for. */
  readonly met?: readonly MetCode[];
  /** What the case states for the number that is compared or counted; null where it states none. */
  readonly value?: number | null;
}

/** Holds a rule against a case and says what met what. @param texts Kept from case to case. */
export function traceRule(rule: Rule, facts: CaseFacts, texts = new RuleTexts()): RuleTrace {
  const text = texts.of(rule);
  switch (rule.kind) {
    case 'always':
      return { rule: text, holds: true };
    case 'constant':
      return { rule: text, holds: rule.value !== 0 };
    case 'not': {
      const part = traceRule(rule.term, facts, texts);
      return { rule: text, holds: !part.holds, join: 'not', parts: [part] };
    }
    case 'all':
    case 'any': {
      const parts = rule.terms.map((term) => traceRule(term, facts, texts));
      const holds = rule.kind === 'all' ? parts.every((part) => part.holds) : parts.some((part) => part.holds);
      return { rule: text, holds, join: rule.kind, parts };
    }
    case 'membership': {
      const met = codesIn(rule.sets, rule.fields, facts);
      return { rule: text, holds: met.length > 0 !== rule.negated, met };
    }
    case 'department': {
      const { department } = facts;
      const inSets = rule.sets.filter((set) => department !== undefined && facts.isMember(set, department));
      const met = inSets.map((set): MetCode => ({ field: 'KS', code: department!, set }));
      return { rule: text, holds: met.length > 0 !== rule.negated, met };
    }
    case 'counting': {
      const met = codesIn(rule.sets, rule.fields, facts);
      const value = new Set(met.map(({ code }) => code)).size;
      return { rule: text, holds: satisfies(value, rule.comparison, rule.bound), met, value };
    }
    case 'comparison': {
      const value = facts.number(rule.field);
      const holds = value !== undefined && satisfies(value, rule.comparison, rule.bound);
      return { rule: text, holds, value: value ?? null };
    }
  }
}

/**
 * The condition to blame when a rule does not hold: of `and` the first part that fails, of `or` that of the part that came nearest.
 *
 * @returns undefined when the rule holds.
 */
export function firstFailure(trace: RuleTrace): RuleTrace | undefined {
  if (trace.holds) return undefined;
  if (trace.join === 'all') return firstFailure(trace.parts!.find((part) => !part.holds)!);
  if (trace.join === 'any') return firstFailure(trace.parts!.toSorted((a, b) => metShare(b) - metShare(a))[0]!);
  return trace;
}

/** Whether some code of the case meets a condition of the rule. */
export function meetsSomeCode(trace: RuleTrace): boolean {
  if (trace.parts !== undefined) return trace.parts.some(meetsSomeCode);
  return trace.holds && trace.met !== undefined && trace.met.length > 0;
}

/** How much of a rule the case meets, from 0 to 1. */
function metShare(trace: RuleTrace): number {
  if (trace.join === 'all') return trace.parts!.reduce((sum, part) => sum + metShare(part), 0) / trace.parts!.length;
  if (trace.join === 'any') return Math.max(...trace.parts!.map(metShare));
  return trace.holds ? 1 : 0;
}

// Loops, because nearly every rule is met by no code, and lists of nothing would be most of what explaining makes.
function codesIn(sets: readonly string[], fields: readonly CodeField[], facts: CaseFacts): MetCode[] {
  const met: MetCode[] = [];
  for (const field of fields) {
    for (const code of facts.codes(field)) {
      for (const set of sets) if (facts.isMember(set, code)) met.push({ field, code, set });
    }
  }
  return met;
}
