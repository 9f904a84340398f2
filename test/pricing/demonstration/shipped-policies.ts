// The policies that ship, and the cases that the tests send through them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseYuan, type CaseFacts, type PaymentPolicy } from '../../../pricing/index.js';
import { readPolicy } from '../../../pricing/policy/read-policy.js';
import { SECTIONS } from '../../../pricing/sections.js';
import { packageRoot } from '../../../reference-data/index.js';
import { caseOf } from '../case-of.js';

export const REGIONS = ['demo-province', 'demo-dip', 'demo-drg'] as const;
export const CITIES = ['demo-dip', 'demo-drg'] as const;

export const policyPath = (region: string): string =>
  join(packageRoot(), 'reference-data', 'regions', region, 'payment-policy.yaml');

/** Reads a shipped policy. @param edit Changes the text of every file of it. */
export const shippedPolicy = (region: string, edit = (text: string): string => text): Promise<PaymentPolicy> =>
  readPolicy(policyPath(region), async (path) => edit(await readFile(path, 'utf8')), SECTIONS);

/** What a case of one method states beside what all state. */
export const CASE_OF_METHOD: Readonly<Record<string, Partial<CaseFacts>>> = {
  'drg-rate': { specialListFlags: ['rateTrial'] },
  'drg-points': { specialListFlags: ['pointsTrial'] },
  dip: { specialListFlags: ['dipTrial'] },
  'bed-day': {
    visitType: '2105',
    principalDiagnosis: 'F20.900',
    lengthOfStayDays: 45,
    wardDays: 45,
    leaveDays: 2,
    bedDaysThisYear: 30,
  },
  capitation: { visitType: '11', signedInstitutionId: 'H00000000003', outpatientFundThisYear: parseYuan('100') },
  chronic: { visitType: '14', packageId: 'dialysis', sessions: 12 },
  maternity: {
    visitType: '52',
    principalProcedure: '74.1x01',
    babies: 2,
    secondaryDiagnoses: ['Z37.200'],
    antenatalPaid: parseYuan('500'),
  },
  'fee-for-service': { visitType: '12' },
  'day-surgery': { visitType: '28', specialListFlags: ['daySurgery'], stayHours: 20, principalProcedure: '13.4100' },
  'day-ward': { wardType: 'dayWard' },
  'single-disease': { visitType: '26', principalProcedure: '47.0100' },
  apg: { visitType: '11', principalProcedure: '45.1300', serviceItems: ['250100001'] },
  tcm: {
    specialListFlags: ['tcmDisease'],
    principalDiagnosis: 'M51.200',
    tcmCharges: parseYuan('9000'),
    tcmProcedureCharges: parseYuan('1500'),
  },
  'tcm-day-ward': { wardType: 'tcmDayWard', bedAndNursingCharges: parseYuan('400') },
  'epidemic-waiver': { specialListFlags: ['waiver'] },
};

/** A case that states what the methods of either city ask. */
export const statedCase = (method: string, insuranceType: 'employee' | 'resident', dischargeDate = '2026-08-20'): CaseFacts =>
  caseOf({
    caseId: method,
    insuranceType,
    admissionDate: '2026-08-10',
    dischargeDate,
    hospitalId: 'H00000000003',
    hospitalLevel: 2,
    ageYears: 62,
    disposition: 1,
    department: '03',
    lengthOfStayDays: 10,
    principalDiagnosis: 'I63.900',
    totalCharges: parseYuan('12000.00'),
    selfPaid: parseYuan('600.00'),
    overLimit: parseYuan('100.00'),
    firstSelfPaid: parseYuan('300.00'),
    inScope: parseYuan('11000.00'),
    fundAdvanced: parseYuan('8000.00'),
    ...CASE_OF_METHOD[method],
  });

/** A split that has every part that a form of fund payment may ask. */
export const SPLIT = {
  deductible: parseYuan('500'),
  policyRatio: { numerator: 4n, denominator: 5n },
  patient: parseYuan('3100'),
  otherFunds: parseYuan('0'),
  deductions: parseYuan('0'),
};
