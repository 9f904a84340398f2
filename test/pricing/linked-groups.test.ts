import { describe, expect, test } from 'vitest';
import { parseYuan, printYuan } from '../../pricing/money.js';
import type { GroupValues } from '../../pricing/group-values.js';
import type { Evidence, Purpose } from '../../pricing/policy/citation.js';
import { CasePricer } from '../../pricing/price-case.js';
import { caseOf, groupOf, publishedValue } from './case-of.js';
import { SMALL_SECTIONS, wholePolicy } from './whole-policy.js';

const SECTIONS = {
  ...SMALL_SECTIONS,
  router: { routes: [{ id: 'tcm', to: 'tcm' }] },
  tcm: {
    pointValue: '10',
    diseases: [{ id: 'd', rules: [{ rule: 'link', western: { group: 'W1' }, ratio: '0.85' }] }],
  },
};
const FACTS = caseOf({ dischargeDate: '2026-06-01', totalCharges: parseYuan('1000.00') });

async function price(evidence: Evidence, purpose: Purpose) {
  const { value, citation } = publishedValue('100');
  const western: GroupValues = groupOf({
    group: 'W1',
    groupPoints: { value, citation: { ...citation, source: { ...citation.source, evidence } } },
  });
  const linkedGroup = (group: string) => (group === 'W1' ? western : undefined);
  return new CasePricer(await wholePolicy(SECTIONS), purpose).price({ facts: FACTS, linkedGroup });
}

describe('a western group that a TCM disease is linked to', () => {
  test('is asked for by its name, and its grade is the grade of the result', async () => {
    const { result, evidence } = await price('secondary', 'settlement');
    // 100 × 0.85 × 10
    expect([printYuan(result!.amount), evidence]).toEqual(['850.00', 'secondary']);
  });

  test('of grade assumed it serves an estimate, and settles nothing', async () => {
    expect((await price('assumed', 'estimate')).evidence).toBe('assumed');
    await expect(price('assumed', 'settlement')).rejects.toMatchObject({ code: 'PRICING_EVIDENCE_REFUSED' });
  });
});
