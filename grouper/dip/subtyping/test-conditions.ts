import { isWithin, type Subtyping, type SubtypingWhen } from '../../../reference-data/index.js';
import { NUMERIC_CONDITIONS, statedNumber, type CaseFacts, type NumericCondition } from './case-facts.js';
import { categoryOf, comorbidityScore, type ComorbidityScore } from './comorbidity-score.js';
import type { SubtypingLists } from './subtyping-lists.js';

type SimpleWhen = Omit<SubtypingWhen, 'any'>;
type ListCondition = Exclude<keyof SimpleWhen, NumericCondition | 'disposition' | 'principalNotIn' | 'cci'>;
export type Condition = keyof SubtypingWhen;

/** What came of one condition. */
export interface ConditionEvidence {
  readonly condition: Condition;
  /** Bounds, list or dispositions that the policy asks for. */
  readonly asked: string;
  /** `not-stated`: the case, or the group, lacks the number; the condition does not hold. */
  readonly outcome: 'held' | 'not-held' | 'not-stated';
  /** The number or word of the case. */
  readonly stated?: string;
  /** Codes of the case that stand in the list and count. */
  readonly codes: readonly string[];
  /** Codes that stand in the list and that the principal diagnosis strikes out. */
  readonly excluded: readonly string[];
  /** Condition `any`: what came of each alternative. */
  readonly alternatives?: readonly (readonly ConditionEvidence[])[];
}

/** What conditions are held against. */
export interface ConditionContext {
  readonly facts: CaseFacts;
  readonly lists: SubtypingLists;
  readonly icuDayRounding: Subtyping['icuDayRounding'];
  /** Comorbidity indexes of this case by list: the levels of a family ask for the same one. */
  readonly scores: Map<string, ComorbidityScore>;
}

/** Whether every condition of which there is evidence held. */
export function allHeld(evidence: readonly ConditionEvidence[]): boolean {
  return evidence.every(({ outcome }) => outcome === 'held');
}

/** Tests conditions in order until one does not hold; that one is the last of the evidence. */
export function testConditions(when: SubtypingWhen, context: ConditionContext): ConditionEvidence[] {
  const evidence = testSimple(when, context);
  if (when.any === undefined || !allHeld(evidence)) return evidence;
  const alternatives = when.any.map((part) => testSimple(part, context));
  const outcome = alternatives.some(allHeld) ? 'held' : 'not-held';
  return [...evidence, { condition: 'any', asked: String(alternatives.length), outcome, codes: [], excluded: [], alternatives }];
}

function testSimple(when: SimpleWhen, context: ConditionContext): ConditionEvidence[] {
  const evidence: ConditionEvidence[] = [];
  // The reader of policies leaves conditions in the order of its schema.
  for (const condition in when) {
    if (condition === 'any' || when[condition as keyof SimpleWhen] === undefined) continue;
    const found = testCondition(condition as keyof SimpleWhen, when, context);
    evidence.push(found);
    if (found.outcome !== 'held') break;
  }
  return evidence;
}

function testCondition(condition: keyof SimpleWhen, when: SimpleWhen, context: ConditionContext): ConditionEvidence {
  const { facts } = context;
  if (condition === 'disposition') return testDisposition(when.disposition!, facts);
  if (isNumeric(condition)) {
    const bounds = when[condition]!;
    const stated = statedNumber(condition, facts, context.icuDayRounding);
    if (stated === undefined) return { condition, asked: bounds.printed, outcome: 'not-stated', codes: [], excluded: [] };
    const outcome = isWithin(stated, bounds) ? 'held' : 'not-held';
    return { condition, asked: bounds.printed, outcome, stated: stated.printed, codes: [], excluded: [] };
  }
  if (condition === 'cci') {
    const { list, score: bounds } = when.cci!;
    const { score, codes } = scoreBy(list, context);
    const outcome = isWithin({ numerator: BigInt(score), denominator: 1n }, bounds) ? 'held' : 'not-held';
    return { condition, asked: bounds.printed, outcome, stated: String(score), codes, excluded: [] };
  }
  const name = when[condition]!;
  if (condition === 'principalNotIn') {
    const found = testCodes('principalIn', name, context);
    return { ...found, condition, outcome: found.outcome === 'held' ? 'not-held' : 'held' };
  }
  return testCodes(condition, name, context);
}

function scoreBy(list: string, { facts, lists, scores }: ConditionContext): ComorbidityScore {
  const found = scores.get(list) ?? comorbidityScore(facts.others, facts.principal, lists.list(list));
  scores.set(list, found);
  return found;
}

function testDisposition(dispositions: readonly string[], { discharge }: CaseFacts): ConditionEvidence {
  const asked = dispositions.length === 1 ? dispositions[0]! : dispositions.join();
  if (discharge.disposition === undefined) {
    return { condition: 'disposition', asked, outcome: 'not-stated', codes: [], excluded: [] };
  }
  const stated = String(discharge.disposition);
  const outcome = dispositions.includes(stated) ? 'held' : 'not-held';
  return { condition: 'disposition', asked, outcome, stated, codes: [], excluded: [] };
}

function testCodes(condition: ListCondition, name: string, { facts, lists }: ConditionContext): ConditionEvidence {
  const list = lists.list(name);
  const codes: string[] = [];
  const excluded: string[] = [];
  for (const code of codesAsked(condition, facts)) {
    const answer = list.ask(code, facts.principal);
    if (answer === 'counts') codes.push(code);
    if (answer === 'excluded') excluded.push(code);
  }
  return { condition, asked: name, outcome: codes.length > 0 ? 'held' : 'not-held', codes, excluded };
}

function codesAsked(condition: ListCondition, facts: CaseFacts): readonly string[] {
  switch (condition) {
    case 'principalIn':
      return [facts.principal];
    case 'otherDiagnosisIn':
      return facts.others;
    case 'otherDiagnosisOfOtherCategoryIn':
      return facts.others.filter((code) => categoryOf(code) !== categoryOf(facts.principal));
    case 'mainProcedureIn':
      return facts.mainProcedure;
    case 'otherProcedureIn':
      return facts.otherProcedures;
    case 'anyProcedureIn':
      return [...facts.mainProcedure, ...facts.otherProcedures].sort();
  }
}

function isNumeric(condition: keyof SimpleWhen): condition is NumericCondition {
  return (NUMERIC_CONDITIONS as readonly string[]).includes(condition);
}
