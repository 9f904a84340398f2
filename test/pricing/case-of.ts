// Cases and groups for tests.
import { exactDecimal, type ExactDecimal } from '../../reference-data/index.js';
import type { CaseFacts } from '../../pricing/case-facts.js';
import type { GroupValues } from '../../pricing/group-values.js';
import type { Sourced } from '../../pricing/policy/citation.js';

/** A case that states what every case states, and what the test adds. */
export function caseOf(facts: Partial<CaseFacts> = {}): CaseFacts {
  return { caseId: 'T1', insuranceType: 'resident', secondaryDiagnoses: [], otherProcedures: [], ...facts };
}

/** A grouped case's group with the values that the test adds. */
export function groupOf(values: Partial<GroupValues> = {}): GroupValues {
  return { group: 'G1', scheme: 'test', status: 'grouped', isPrimaryCare: false, ...values };
}

/** A value as an imported table would give it. */
export function publishedValue(printed: string): Sourced<ExactDecimal> {
  const value = exactDecimal(printed);
  if (value === undefined) throw new Error(`${printed} is no decimal`);
  const source = { document: '测试文件', number: '测试〔2026〕2号', clause: '附件1', evidence: 'official' as const };
  return { value, citation: { parameter: 'weights', unit: '1', from: '2026-01-01', region: 'test', source } };
}
