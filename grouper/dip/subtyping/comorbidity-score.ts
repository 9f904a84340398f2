import type { CodeList } from './subtyping-lists.js';

/** The comorbidity index of a case and the codes that make it up. */
export interface ComorbidityScore {
  readonly score: number;
  /** One code for each category that counts, in alphabetical order. */
  readonly codes: readonly string[];
}

/** A category of ICD-10 is the first three signs of a code. */
export function categoryOf(diagnosis: string): string {
  return diagnosis.slice(0, 3);
}

/**
 * Charlson comorbidity index (CCI): the weights of the other diagnoses, of each category the highest alone.
 *
 * @param others Other diagnoses in normal form, each once and in alphabetical order.
 * @param principal Principal diagnosis in normal form; it has no weight of its own.
 */
export function comorbidityScore(others: readonly string[], principal: string, weights: CodeList): ComorbidityScore {
  const highest = new Map<string, { code: string; weight: number }>();
  for (const code of others) {
    const weight = weights.weightOf(code, principal);
    const category = categoryOf(code);
    if (weight > (highest.get(category)?.weight ?? 0)) highest.set(category, { code, weight });
  }
  const counted = [...highest.values()];
  return { score: counted.reduce((sum, { weight }) => sum + weight, 0), codes: counted.map(({ code }) => code) };
}
