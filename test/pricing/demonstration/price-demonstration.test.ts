import { beforeAll, describe, expect, test } from 'vitest';
import {
  CasePricer,
  fen,
  type CaseFacts,
  GroupWeights,
  METHODS,
  sumFen,
  type CaseToPrice,
  type GroupValues,
} from '../../../pricing/index.js';
import {
  demonstrationDischarges,
  packageRoot,
  readStoredScheme,
  readStoredWeights,
  readWeights,
  type DemonstrationDischarge,
  type StoredWeights,
} from '../../../reference-data/index.js';
import { demonstrationEdition, DEMONSTRATION_REGIONS } from '../../../server/pricing/demonstration-editions.js';
import { openWeights, findWeights } from '../../../server/pricing/weights-store.js';
import { createGrouper, loadScheme } from '../../../server/schemes/load-scheme.js';
import { join } from 'node:path';
import { shippedPolicy, SPLIT, statedCase } from './shipped-policies.js';

describe.each(DEMONSTRATION_REGIONS)('the region $region', (where) => {
  const { region, scheme: id } = where;
  let shipped: StoredWeights;
  let made: Awaited<ReturnType<typeof demonstrationEdition>>;
  let weights: GroupWeights;
  let policy: Awaited<ReturnType<typeof shippedPolicy>>;
  beforeAll(async () => {
    policy = await shippedPolicy(region);
    made = await demonstrationEdition(where);
    shipped = await readStoredWeights(made.folder);
    weights = openWeights(await findWeights('nowhere', id, policy));
  }, 60_000);

  test('its weights are what npm run build-demo-weights makes', () => {
    expect(shipped.rows).toEqual(made.rows);
    expect(shipped.manifest).toMatchObject(made.edition);
  });

  test('its table is one that dianzhi import weights takes without a finding', async () => {
    const groups = new Set(made.rows.map(({ group }) => group));
    const scheme = await readStoredScheme(join(packageRoot(), 'reference-data', 'schemes', id));
    const real = scheme.kind === 'dip' ? scheme.tables.groups.map(({ key }) => key) : realGroups(scheme.tables.drg);
    const scope = { groups, expected: real, funds: ['employee', 'resident'] };
    expect((await readWeights(join(made.folder, 'weights.csv'), scope)).findings).toEqual([]);
  });

  test('every grouped demonstration case finds values, is priced for a settlement, and its lines add up', async () => {
    const grouper = createGrouper(await loadScheme(id));
    const pricer = new CasePricer(policy, 'settlement');
    const methods = new Map<string, number>();
    for (const discharge of demonstrationDischarges({ seed: 20260101, count: 3000, year: 2026 })) {
      const result = grouper.group(discharge);
      if (result.status === 'invalid') continue;
      const facts = factsOf(discharge);
      const name = 'drg' in result ? result.drg : 'group' in result ? result.group : '';
      const { fund, dischargeDate: on, hospitalId: hospital } = discharge;
      const found = { group: name, status: result.status, isPrimaryCare: 'primaryCare' in result && result.primaryCare };
      const group = weights.valuesOf(found, { fund, on, hospital });
      if (result.status === 'grouped')
        expect([group.relativeWeight, group.groupPoints, group.meanCharges]).not.toContain(undefined);
      const priced = pricer.price({ facts, group, split: SPLIT });
      methods.set(priced.route.to, (methods.get(priced.route.to) ?? 0) + 1);
      if (priced.result === undefined) continue;
      const { amount, breakdown } = priced.result;
      expect(sumFen(breakdown.lines.map((line) => line.amount))).toBe(amount);
      expect([priced.evidence, priced.isDemonstration]).toEqual(['invented', true]);
      expect(priced.fundPayment).toBeDefined();
    }
    expect(methods.get(region === 'demo-dip' ? 'dip' : 'drg-rate')).toBeGreaterThan(2800);
  }, 60_000);

  const priceOf = (method: string, fund: 'employee' | 'resident', on = '2026-08-20') =>
    new CasePricer(policy, 'settlement').price(caseToPrice(method, fund, on));

  test.each(METHODS.map(({ section }) => section.id))('%s is reached, adds up, and rests on one fund alone', (method) => {
    const [employee, resident] = [priceOf(method, 'employee'), priceOf(method, 'resident')];
    for (const { route, result, evidence, isDemonstration } of [employee, resident]) {
      expect([route.to, result!.method, evidence, isDemonstration]).toEqual([method, method, 'invented', true]);
      expect(sumFen(result!.breakdown.lines.map((line) => line.amount))).toBe(result!.amount);
    }
    // Prices of the two funds differ wherever the fund is part of the price; at cost they are one.
    if (!AT_COST.includes(method)) expect(employee.result!.amount).not.toBe(resident.result!.amount);
    expect(priceOf(method, 'employee')).toEqual(employee);
  });

  test.each(['dip', 'drg-rate', 'drg-points', 'apg', 'tcm'])('%s pays another amount from the day of another value', (method) => {
    const amountOn = (on: string) => priceOf(method, 'employee', on).result!.amount;
    expect(amountOn('2026-06-30')).not.toBe(amountOn('2026-07-01'));
    expect(amountOn('2026-07-01')).toBe(amountOn('2026-12-31'));
    expect(amountOn('2026-12-31')).not.toBe(amountOn('2027-01-01'));
  });

  test('without the word demonstration the same policy settles nothing, and an estimate marks what is invented', async () => {
    const plain = await shippedPolicy(region, (text) => text.replace('demonstration: true', 'demonstration: false'));
    const of = caseToPrice('dip', 'employee', '2026-08-20');
    expect(() => new CasePricer(plain, 'settlement').price(of)).toThrow(
      expect.objectContaining({ code: 'PRICING_EVIDENCE_REFUSED' }),
    );
    const { evidence, isDemonstration, notices } = new CasePricer(plain, 'estimate').price(of);
    expect([evidence, isDemonstration, notices.map(({ id }) => id)]).toEqual(['invented', false, ['evidence-invented']]);
  });

  function caseToPrice(method: string, fund: 'employee' | 'resident', on: string): CaseToPrice {
    const query = { fund, on, hospital: undefined };
    const group: GroupValues = weights.valuesOf({ group: GROUP[id], status: 'grouped' }, query);
    const linkedGroup = (name: string) => weights.valuesOf({ group: name, status: 'grouped' }, query);
    return { facts: statedCase(method, fund, on), group, linkedGroup, split: SPLIT };
  }
});

/** A common group of each scheme. */
const GROUP = { 'demo-dip': 'I63.9', 'chs-drg-starter': 'BR25' } as const;
/** Paid as it cost, or nothing beside a head fee, for either fund. */
const AT_COST: readonly string[] = ['capitation', 'epidemic-waiver', 'fee-for-service'];

const realGroups = (rows: readonly { readonly kind: string; readonly groupCode: string }[]): string[] =>
  rows.filter(({ kind }) => kind === 'real').map(({ groupCode }) => groupCode);

const AMOUNTS = [
  'totalCharges',
  'drugCharges',
  'consumableCharges',
  'selfPaid',
  'overLimit',
  'firstSelfPaid',
  'inScope',
] as const;

const factsOf = (discharge: DemonstrationDischarge): CaseFacts => {
  const amounts = Object.fromEntries(AMOUNTS.map((name) => [name, fen(discharge[name])]));
  return { ...(discharge as Omit<DemonstrationDischarge, (typeof AMOUNTS)[number]>), ...amounts };
};
