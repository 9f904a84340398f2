import { z } from 'zod';
import { words } from '../policy/values.js';
import type { Stay } from './stay.js';

/** When two stays are for the same illness (同病). An empty group or diagnosis is never the same as another. */
export const ILLNESS_TESTS = ['drg', 'adrg', 'icd3', 'mdc', 'any'] as const;
export type IllnessTest = (typeof ILLNESS_TESTS)[number];

const COMPARED: Readonly<Record<Exclude<IllnessTest, 'any'>, (stay: Stay) => string>> = {
  drg: ({ group }) => group,
  adrg: ({ adrg }) => adrg,
  icd3: ({ principalDiagnosis }) => principalDiagnosis.slice(0, 3),
  mdc: ({ mdc }) => mdc,
};

export function isSameIllness(a: Stay, b: Stay, test: IllnessTest): boolean {
  if (test === 'any') return true;
  const own = COMPARED[test](a);
  return own !== '' && own === COMPARED[test](b);
}

/** Care that comes back by plan, such as chemotherapy, radiotherapy and dialysis. Beginnings of codes; one of them is enough. */
export const exemption = z.strictObject({ diagnoses: words.optional(), procedures: words.optional() });

export type Exemption = z.output<typeof exemption>;

/** Whether a stay is of a kind that the region exempts. */
export function isExempt({ principalDiagnosis, procedures }: Stay, exempt: Exemption | undefined): boolean {
  const begins = (code: string, beginnings: readonly string[] = []) => beginnings.some((beginning) => code.startsWith(beginning));
  return begins(principalDiagnosis, exempt?.diagnoses) || procedures.some((procedure) => begins(procedure, exempt?.procedures));
}
