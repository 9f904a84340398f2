import { describe, expect, test } from 'vitest';
import { BASIC_POOL } from '../../../pricing/benefits/basic-pool-section.js';
import { BENEFIT_SECTIONS, benefitValues } from '../../../pricing/benefits/benefit-values.js';
import { MEDICAL_ASSISTANCE } from '../../../pricing/benefits/assistance-section.js';
import { PATIENT_BILL } from '../../../pricing/benefits/bill-section.js';
import { settleBill } from '../../../pricing/benefits/settle-bill.js';
import { MAJOR_ILLNESS } from '../../../pricing/benefits/supplement-section.js';
import { printYuan } from '../../../pricing/money.js';
import { checkPolicy, readPolicy } from '../../../pricing/policy/read-policy.js';
import type { PolicySection } from '../../../pricing/policy/section.js';
import { contextOf, policyOf, TEST_DAY, valuesOf } from '../policy-of.js';
import { entry, HEAD } from '../policy/policy-texts.js';
import { inScopeOnly } from './example-bill.js';

const perFund = (employee: string, resident: string): string =>
  `{ employee: [${entry(employee)}], resident: [${entry(resident)}] }`;
const POLICY = `${HEAD}sections:
  patient-bill:
    order: { unit: choice, history: ${perFund('[]', '[major-illness]')} }
  basic-pool:
    deductibles: { unit: table, history: ${perFund('[{ amount: 800 }]', '[{ amount: 500 }]')} }
    ratios: { unit: table, history: ${perFund('[{ ratio: 0.80 }]', '[{ ratio: 0.70 }]')} }
  major-illness:
    counts: { unit: choice, history: { resident: [${entry('[in-scope]')}] } }
    tiers: { unit: table, history: { resident: [${entry('[{ ratio: 0.50 }]')}] } }
`;
const readText = () => Promise.resolve(POLICY);

describe('benefitValues', () => {
  test.each([
    // (10,500 − 800) × 0.80
    ['employee', '7760.00', '0.00'],
    // (10,500 − 500) × 0.70, and half of 3,500
    ['resident', '7000.00', '1750.00'],
  ])('reads what holds for an %s, and nothing of the other fund', async (fund, pool, major) => {
    const policy = await readPolicy('p.yaml', readText, BENEFIT_SECTIONS);
    const values = benefitValues(policy, { fund, on: TEST_DAY, purpose: 'settlement' });
    const { fields } = settleBill(inScopeOnly('10500.00'), values, contextOf().rounding);
    expect([fields.hifp_pay, fields.hifmi_pay].map(printYuan)).toEqual([pool, major]);
  });

  test('an order that leads to a section the policy does not have is found when the policy is checked', async () => {
    const text = POLICY.replace('[major-illness]', '[medical-assistance]');
    const { findings } = await checkPolicy('p.yaml', () => Promise.resolve(text), BENEFIT_SECTIONS);
    expect(findings.filter(({ level }) => level === 'error').map(({ code, at }) => `${code} ${at}`)).toEqual([
      'section-missing sections.patient-bill.order',
    ]);
  });
});

/** Parameters that the section's own checks find fault with. */
function faults(section: PolicySection, written: Readonly<Record<string, unknown>>): string[] {
  const { check } = section;
  return check!(valuesOf(section, written)).map(({ parameter }) => parameter);
}

describe('checks of the sections', () => {
  test.each([
    ['insurance before assistance', ['large-sum', 'medical-assistance', 'civil-servant-aid'], []],
    ['assistance before insurance', ['medical-assistance', 'major-illness'], ['order']],
    ['a payer twice', ['major-illness', 'major-illness'], ['order']],
    ['other payers of whom nothing says what they cover', ['other-payers'], ['otherCovers']],
  ])('patient-bill: %s', (_why, order, expected) => {
    expect(faults(PATIENT_BILL as unknown as PolicySection, { order })).toEqual(expected);
  });

  test('basic-pool: a guaranteed minimum needs a base', () => {
    const written = { deductibles: [{ amount: '1' }], ratios: [{ ratio: '1' }], floorRatios: [{ ratio: '0.45' }] };
    expect(faults(BASIC_POOL as unknown as PolicySection, written)).toEqual(['floorBase']);
  });

  test('major-illness: tiers need what counts, and a start line where they count from', () => {
    const written = { tiers: [{ ratio: '1' }], start: '1' };
    expect(faults(MAJOR_ILLNESS as unknown as PolicySection, written)).toEqual(['counts', 'tierBase']);
  });

  test('medical-assistance: a line by income needs the income', () => {
    const written = {
      classes: [{ ratio: '1', start: { ofMeanIncome: '0.1' } }],
      counts: ['in-scope'],
      linesPer: 'year',
    };
    expect(faults(MEDICAL_ASSISTANCE as unknown as PolicySection, written)).toEqual(['meanIncome']);
  });

  test.each([
    ['a deductible that is amount and share at once', BASIC_POOL, { deductibles: [{ amount: '1', share: '0.1' }] }],
    ['a deductible that is neither', BASIC_POOL, { deductibles: [{ least: '1' }] }],
    ['a ratio above 1', BASIC_POOL, { ratios: [{ ratio: '1.01' }] }],
    [
      'tiers that do not rise',
      MAJOR_ILLNESS,
      {
        tiers: [
          { upTo: '2', ratio: '1' },
          { upTo: '2', ratio: '1' },
        ],
      },
    ],
    ['an open tier before the last', MAJOR_ILLNESS, { tiers: [{ ratio: '1' }, { upTo: '2', ratio: '1' }] }],
    [
      'a tilt of two kinds',
      MEDICAL_ASSISTANCE,
      { classes: [{ ratio: '1', tilt: { above: { fixed: '1' }, ratio: '1', ratioPlus: '1' } }] },
    ],
    ['a payer that there is none of', PATIENT_BILL, { order: ['nobody'] }],
  ])('%s is no value', (_why, section, written) => {
    expect(() => policyOf(section as unknown as PolicySection, written)).toThrow(/value-invalid/);
  });
});
