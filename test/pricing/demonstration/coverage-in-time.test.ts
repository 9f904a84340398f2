import { describe, expect, test } from 'vitest';
import type { PaymentPolicy } from '../../../pricing/index.js';
import { checkPolicy } from '../../../pricing/policy/read-policy.js';
import { changeDays, gaps, inForceOn } from '../../../pricing/policy/effective-history.js';
import type { Parameters } from '../../../pricing/policy/section.js';
import { METHODS, ROUTER, SECTIONS } from '../../../pricing/index.js';
import { PATIENT_BILL } from '../../../pricing/benefits/bill-section.js';
import { readFile } from 'node:fs/promises';
import { CITIES, policyPath, REGIONS, shippedPolicy } from './shipped-policies.js';

/** Every day that can be settled under the shipped policies. */
const PERIOD = { from: '2026-01-01', until: '2028-01-01' };
const DAYS = daysOf(PERIOD);

const policies = new Map(await Promise.all(REGIONS.map(async (region) => [region, await shippedPolicy(region)] as const)));

describe.each(REGIONS)('the policy of %s', (region) => {
  const policy = policies.get(region)!;
  const rows = parametersOf(policy);

  test('has no finding', async () => {
    const { findings } = await checkPolicy(policyPath(region), (path) => readFile(path, 'utf8'), SECTIONS);
    expect(findings).toEqual([]);
  });

  test('states more than a hundred parameters', () => {
    expect(rows.length).toBeGreaterThan(100);
  });

  // The days on which something changes prove all others: between two of them every history stays as it is.
  test.each(rows)('%s.%s of %s has a value on every day of 2026 and 2027', (section, name, fund) => {
    const histories = policy.historiesOf(section, name, fund);
    expect(gaps(histories, PERIOD)).toEqual([]);
    for (const history of histories) expect(history.checkedOn).toMatch(/^2026-/);
    const entries = changeDays(histories, PERIOD).map((day) => histories.map((one) => inForceOn(one, day)).find(Boolean)!);
    for (const { source } of entries)
      expect([source.evidence, source.document, source.number, source.clause].every((word) => word !== '')).toBe(true);
    expect(new Set(entries.map(({ source }) => source.evidence))).toEqual(new Set(['invented']));
  });

  test('every section answers for each fund on each single day', () => {
    for (const section of SECTIONS.filter((one) => policy.hasSection(one)))
      for (const fund of ['employee', 'resident'])
        for (const on of DAYS) expect(policy.section(section, { fund, on, purpose: 'settlement' })).toBeDefined();
  });
});

describe.each(CITIES)('the policy of %s', (city) => {
  const policy = policies.get(city)!;

  test('has every section there is, and a route to every method', () => {
    expect(SECTIONS.filter((section) => !policy.hasSection(section)).map(({ id }) => id)).toEqual([]);
    const { routes } = policy.section(ROUTER, { fund: 'employee', on: '2026-01-01', purpose: 'settlement' });
    expect([...new Set(routes.value.map(({ to }) => to))].filter((to) => to !== 'return-record').sort()).toEqual(
      METHODS.map(({ section }) => section.id).sort(),
    );
  });

  test('dates matter: something changes in the middle of 2026 and at the beginning of 2027', () => {
    const days = new Set(
      parametersOf(policy).flatMap(([section, name, fund]) => changeDays(policy.historiesOf(section, name, fund), PERIOD)),
    );
    expect([...days].sort()).toEqual(['2026-01-01', '2026-07-01', '2027-01-01']);
  });

  test('what the city does not state is the word of its province', () => {
    const { order } = policy.section(PATIENT_BILL, { fund: 'resident', on: '2026-05-01', purpose: 'settlement' });
    expect(order.citation.region).toBe('demo-province');
  });
});

/** Each parameter and fund that has a history; a layer that a fund does not have has none. */
function parametersOf(policy: PaymentPolicy): [section: string, name: string, fund: string][] {
  return SECTIONS.filter((section) => policy.hasSection(section)).flatMap(({ id, parameters }) =>
    Object.entries(parameters as Parameters).flatMap(([name, { isRequired }]) =>
      ['employee', 'resident']
        .filter((fund) => isRequired || policy.historiesOf(id, name, fund).length > 0)
        .map((fund): [string, string, string] => [id, name, fund]),
    ),
  );
}

function daysOf({ from, until }: typeof PERIOD): string[] {
  const days: string[] = [];
  for (let day = Date.parse(from); day < Date.parse(until); day += 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}
