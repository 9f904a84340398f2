// A policy for bills in round numbers: residents with major illness and assistance, and a scheme for members.
import { policyFile, SMALL_SECTIONS, type SectionTexts } from '../../pricing/whole-policy.js';

export const BENEFITS = {
  ...SMALL_SECTIONS,
  'patient-bill': {
    order: ['civil-servant-aid', 'major-illness', 'medical-assistance', 'other-payers'],
    otherCovers: ['in-scope', 'over-cap', 'first-self-paid', 'outside'],
    accountCovers: ['in-scope', 'first-self-paid'],
  },
  'basic-pool': {
    deductibles: [{ hospitalLevels: ['1'], amount: '200' }, { amount: '1000' }],
    ratios: [{ hospitalLevels: ['1'], ratio: '0.85' }, { ratio: '0.60' }],
    yearCaps: [{ amount: '100000' }],
  },
  'civil-servant-aid': { counts: ['in-scope'], tiers: [{ ratio: '0.10' }] },
  'major-illness': {
    counts: ['in-scope'],
    start: '10000',
    tiers: [{ upTo: '20000', ratio: '0.50' }, { ratio: '0.70' }],
    tierBase: 'afterDeductible',
  },
  'medical-assistance': {
    classes: [{ personClasses: ['subsistence'], ratio: '0.80', yearCap: '5000' }],
    counts: ['in-scope', 'over-cap'],
    linesPer: 'year',
  },
} as const satisfies SectionTexts;

export const benefitPolicy = (head: object = {}, grade = 'official'): string => policyFile(BENEFITS, head, grade);

/** 100,000 = 5,000 + 3,000 + 2,000 + 90,000. */
export const BILL: Readonly<Record<string, string>> = {
  caseId: 'one',
  insuranceType: 'resident',
  dischargeDate: '2026-06-01',
  hospitalLevel: '3',
  totalCharges: '100000.00',
  selfPaid: '5000.00',
  overLimit: '3000.00',
  firstSelfPaid: '2000.00',
  inScope: '90000.00',
  earlierStaysThisYear: '0',
};

/** Bills as canonical CSV. */
export function billsCsv(bills: readonly Readonly<Record<string, string>>[]): string {
  const columns = [...new Set(bills.flatMap((bill) => Object.keys(bill)))];
  return [columns, ...bills.map((bill) => columns.map((column) => bill[column] ?? ''))]
    .map((row) => `${row.join(',')}\n`)
    .join('');
}
