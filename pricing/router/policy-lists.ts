import { z } from 'zod';
import type { CaseFacts } from '../case-facts.js';
import { CASE_CONDITIONS, fits } from '../episode/case-conditions.js';
import type { GroupValues } from '../group-values.js';
import type { Outcome } from '../outcome.js';
import { word } from '../policy/values.js';

const { groups, principalDiagnoses, diagnoses, procedures, furtherProcedures } = CASE_CONDITIONS;

const CODES = { groups, principalDiagnoses, diagnoses, procedures, furtherProcedures };

/** Lists that a region defines by codes: a case is on a list when everything that one of its rows asks holds. */
export const listTable = z
  .array(
    z
      .strictObject({ list: word, ...CODES })
      .refine((row) => Object.values(row).filter((asked) => asked !== undefined).length > 1, Object.keys(CODES).join(' | ')),
  )
  .min(1);

export type ListRow = z.output<typeof listTable>[number];

/** A case with every list that it is on, and what there is to say of it. */
export interface ListedCase<Facts extends CaseFacts> {
  readonly facts: Facts;
  readonly notices: readonly Outcome[];
}

const NOTHING_TO_SAY: readonly Outcome[] = [];

/**
 * Puts a case on the lists of the policy that its codes name. Of a list that the policy defines the codes decide, and where the sender's own
 * flags say otherwise the result says so; a list that it does not define holds as the sender states it.
 */
export function onLists<Facts extends CaseFacts>(
  facts: Facts,
  group: GroupValues | undefined,
  rows: readonly ListRow[] | undefined,
): ListedCase<Facts> {
  if (rows === undefined) return { facts, notices: NOTHING_TO_SAY };
  const { specialListFlags: stated } = facts;
  const found = rows.filter((row) => isOn(row, facts, group)).map(({ list }) => list);
  if (stated === undefined && found.length === 0) return { facts, notices: NOTHING_TO_SAY };
  const defined = new Set(rows.map(({ list }) => list));
  const lists = new Set([...(stated ?? []).filter((list) => !defined.has(list)), ...found]);
  const differing = stated === undefined ? [] : [...defined].filter((list) => stated.includes(list) !== lists.has(list));
  const notices = differing.length === 0 ? NOTHING_TO_SAY : [listsDiffer(differing)];
  return { facts: { ...facts, specialListFlags: [...lists] }, notices };
}

/** No code is no ground for a list, so a case without a principal diagnosis is on none that asks for it. */
function isOn(row: ListRow, facts: CaseFacts, group: GroupValues | undefined): boolean {
  return (row.principalDiagnoses === undefined || facts.principalDiagnosis !== undefined) && fits(row, facts, group);
}

/** Said where the sender's flags are not what the codes say. */
function listsDiffer(lists: readonly string[]): Outcome {
  const names = lists.join(', ');
  return {
    id: 'lists-differ',
    zh: `所属清单与编码不符，以政策清单的编码为准：${names}`,
    en: `The stated lists differ from the codes, which decide: ${names}`,
  };
}
