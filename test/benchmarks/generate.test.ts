import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDischarges } from '../../benchmarks/cases.js';
import { generateCases, ROWS_IN_PIECE } from '../../benchmarks/generate/generate-cases.js';
import { writeCases } from '../../benchmarks/generate/write-cases.js';
import type { Discharge } from '../../grouper/index.js';
import { createGrouper, loadScheme, type LoadedScheme } from '../../server/schemes/load-scheme.js';

const SEED = 20260101;
const ROWS = 6_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dianzhi-'));
});
afterAll(() => rm(folder, { recursive: true }));

function text(scheme: LoadedScheme, rows: number, seed: number): string {
  return [...generateCases({ scheme, rows, seed })].join('');
}

function share(discharges: readonly Discharge[], holds: (discharge: Discharge) => boolean): number {
  return discharges.filter(holds).length / discharges.length;
}

describe.each(['chs-drg-starter', 'demo-dip'])('generateCases for %s', (id) => {
  let scheme: LoadedScheme;
  let cases: string;
  let discharges: Discharge[];
  beforeAll(async () => {
    scheme = await loadScheme(id);
    cases = text(scheme, ROWS, SEED);
    const path = join(folder, `${id}.csv`);
    await writeFile(path, cases);
    discharges = await readDischarges(path);
  });

  test('the same seed gives the same bytes, another seed others', () => {
    expect(text(scheme, ROWS, SEED)).toBe(cases);
    expect(text(scheme, 100, SEED + 1)).not.toBe(text(scheme, 100, SEED));
  });

  test.each([0, 1, ROWS_IN_PIECE - 1, ROWS_IN_PIECE, ROWS_IN_PIECE + 1])(
    'a file of %i rows is the beginning of a longer one',
    (rows) => {
      const short = text(scheme, rows, SEED);
      expect(short.split('\n')).toHaveLength(1 + rows + 1);
      expect(cases.startsWith(short)).toBe(true);
    },
  );

  test('every row is valid, and at least 85 % are grouped', () => {
    const grouper = createGrouper(scheme);
    const statuses = discharges.map((discharge) => grouper.group(discharge).status);
    expect(statuses).toHaveLength(ROWS);
    expect(statuses).not.toContain('invalid');
    expect(statuses.filter((status) => status === 'grouped').length).toBeGreaterThanOrEqual(0.85 * ROWS);
  });

  test('cases have the shape of discharges', () => {
    const secondary = discharges.map(({ secondaryDiagnoses }) => secondaryDiagnoses.length);
    expect(Math.max(...secondary)).toBeLessThanOrEqual(15);
    expect(secondary.reduce((sum, count) => sum + count, 0) / ROWS).toBeCloseTo(4, 0);
    expect(Math.abs(share(discharges, ({ ageYears }) => ageYears === 0) - 0.03)).toBeLessThan(0.01);
    expect(share(discharges, ({ disposition }) => disposition === 1)).toBeGreaterThan(0.9);
    for (const discharge of discharges) {
      const { admissionDate, dischargeDate, totalCharges, drugCharges, consumableCharges } = discharge;
      expect(admissionDate! >= '2026-01-01' && dischargeDate! <= '2026-12-31').toBe(true);
      expect((Date.parse(dischargeDate!) - Date.parse(admissionDate!)) / 86_400_000).toBe(discharge.lengthOfStayDays);
      expect(drugCharges! > 0n && consumableCharges! > 0n && drugCharges! + consumableCharges! < totalCharges!).toBe(true);
      if (discharge.ageYears !== 0) continue;
      expect(discharge.ageDays).toBeDefined();
      expect(discharge.birthWeightGrams).toBeGreaterThanOrEqual(500);
      expect(discharge.birthWeightGrams).toBeLessThanOrEqual(5000);
    }
  });
});

describe('generateCases for a DRG scheme', () => {
  test('every MDC and nearly every ADRG occurs, and some codes are unknown to the scheme', async () => {
    const scheme = await loadScheme('chs-drg-starter');
    if (scheme.kind !== 'drg') throw new Error('the starter is a DRG scheme');
    const path = join(folder, 'many.csv');
    const { sha256, rows } = await writeCases({ scheme, rows: 30_000, seed: SEED }, path);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    const grouper = createGrouper(scheme);
    const results = (await readDischarges(path)).map((discharge) => grouper.group(discharge));
    expect(results).toHaveLength(rows);
    const grouped = results.flatMap((result) => (result.status === 'grouped' ? [result] : []));
    expect(new Set(grouped.map(({ mdc }) => mdc)).size).toBe(scheme.scheme.mdcs.length);
    const adrgs = scheme.scheme.tables.adrg.filter(({ kind }) => kind === 'real').map(({ groupCode }) => groupCode);
    expect(new Set(grouped.map(({ adrg }) => adrg)).size).toBeGreaterThan(0.97 * new Set(adrgs).size);
    const unknown = results.filter(({ reasons }) => reasons.some(({ code }) => code.includes('unknown')));
    expect(Math.abs(unknown.length / rows - 0.03)).toBeLessThan(0.01);
  });
});
