// A region small enough to be settled by hand: DRG by rate, one pool, two hospitals.
import { stringify } from 'yaml';
import { csvLine } from '../../../reference-data/index.js';
import { policyFile, SMALL_SECTIONS } from '../../pricing/whole-policy.js';

export const SETTLED_SECTIONS = {
  ...SMALL_SECTIONS,
  router: {
    routes: [
      { id: 'grouped', when: { grouped: 'true' }, to: 'drg-rate' },
      { id: 'not-grouped', to: 'return-record' },
    ],
  },
  settlement: {
    // The year's money over the standards, others' payments in the pool and taken off again.
    pools: [
      {
        id: 'all',
        name: { zh: '住院', en: 'Inpatient care' },
        line: 'by-disease',
        measure: 'standards',
        base: 'total-cost',
        value: { regime: 'floating' },
      },
    ],
    points: 'half-up 4',
    residueTo: 'hospitals',
    unspentTo: 'fund',
    shareMismatch: 'report',
    factor: 'half-up 6',
    monthValue: 'as-priced',
    advanceShare: '0.95',
    monthOrder: ['advance', 'deposit', 'deductions', 'set-off'],
    depositShare: '0.05',
    depositMaximum: '0.05',
    depositFrom: 'months',
    yearOrder: ['deductions', 'rounding'],
    sharingLevel: 'hospital',
    overspendShared: 'all',
    surplusTo: 'fund',
  },
};

/** Its policy. @param head Keys of the head that a test wants otherwise. */
export const smallPolicy = (sections: object = {}, head: object = {}, grade = 'official'): string =>
  policyFile({ ...SETTLED_SECTIONS, ...sections }, head, grade);

/** Its budget: 30,000 yuan to be paid in the year. */
export function smallBudget(change: object = {}): string {
  const lines = [{ id: 'by-disease', name: { zh: '按病种付费', en: 'Payment by disease' }, derivation: { by: 'rest' } }];
  const versions = [{ seq: '1', date: '2026-01-01', reason: '年初预算', document: 'budget', approver: '测试' }];
  return stringify({
    kind: 'budget',
    region: 'test',
    name: { zh: '测试预算', en: 'Test budget' },
    year: '2026',
    sources: { budget: { document: '测试预算', number: '测试〔2026〕2号', evidence: 'official' } },
    funds: { resident: { income: '30000', source: 'budget', lines, versions, ...change } },
  });
}

const COLUMNS = [
  'caseId',
  'hospitalId',
  'hospitalLevel',
  'insuranceType',
  'sex',
  'ageYears',
  'dischargeDate',
  'lengthOfStayDays',
  'principalDiagnosis',
  'secondaryDiagnoses',
  'totalCharges',
  'patient',
  'otherFunds',
  'insuredRegion',
];

/** Cases as a file. Each is a stroke: weight 1.2 at 12,000 yuan, of which the fund pays 14,400 − 4,680 = 9,720. */
export function cases(...some: readonly Readonly<Record<string, string>>[]): string {
  const usual = {
    hospitalId: 'A',
    hospitalLevel: '3',
    insuranceType: 'resident',
    sex: '1',
    ageYears: '66',
    dischargeDate: '2026-01-06',
    lengthOfStayDays: '8',
    principalDiagnosis: 'I63.900',
    totalCharges: '15000.00',
    patient: '4680',
    otherFunds: '0',
  };
  const rows = some.map((one): Readonly<Record<string, string>> => ({ ...usual, ...one }));
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column] ?? ''))].map((cells) => csvLine(cells)).join('');
}

/** Weights of the tiny scheme. */
export const WEIGHTS = 'drg,relativeWeight\nBR25,1.2\n';
