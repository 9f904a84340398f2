import type { Stay } from '../../../pricing/linking/index.js';

/** A stay of a week with everything stated, but for what a test says otherwise. */
export const stayOf = (more: Partial<Stay> = {}): Stay => ({
  caseId: 'A',
  row: 2,
  hospital: 'H1',
  admissionDate: '2026-02-22',
  dischargeDate: '2026-03-01',
  days: 7,
  group: 'ES31',
  adrg: 'ES3',
  mdc: 'MDCE',
  principalDiagnosis: 'J18.9',
  procedures: [],
  method: '',
  ...more,
});
