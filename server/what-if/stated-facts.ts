import { fen, type CaseFacts, type Fen, type SettledSplit } from '../../pricing/index.js';
import type { Discharge, DischargeCharges } from '../../grouper/index.js';
import type { ReadCase } from '../intake/index.js';
import { PAYMENT_COLUMNS, StatedColumns } from '../pricing/stated-columns.js';

const CHARGES = [
  'totalCharges',
  'drugCharges',
  'consumableCharges',
  'selfPaid',
  'overLimit',
  'firstSelfPaid',
  'inScope',
] as const satisfies readonly (keyof DischargeCharges)[];

/** What a record states that a rule of payment may ask. @throws SERVER_VALUE_UNREADABLE naming the column */
export function readPaymentFacts(read: ReadCase): CaseFacts {
  const stated = new StatedColumns(read, PAYMENT_COLUMNS);
  return {
    ...dischargeFacts(read.discharge),
    visitType: stated.text('visitType'),
    stayHours: stated.number('stayHours'),
    signedInstitutionId: stated.text('signedInstitutionId'),
    packageId: stated.text('packageId'),
    wardType: stated.text('wardType'),
    gestationWeeks: stated.number('gestationWeeks'),
    insuredRegion: stated.text('insuredRegion'),
    personClass: stated.text('personClass'),
    hospitalLevel: stated.level('hospitalLevel'),
    specialListFlags: stated.words('specialListFlags'),
    allowedCharges: stated.amount('allowedCharges'),
    classACharges: stated.amount('classACharges'),
    classBCharges: stated.amount('classBCharges'),
    fundAdvanced: stated.amount('fundAdvanced'),
    outpatientFundThisYear: stated.amount('outpatientFundThisYear'),
    leaveDays: stated.number('leaveDays'),
    wardDays: stated.number('wardDays'),
    bedDaysThisYear: stated.number('bedDaysThisYear'),
    sessions: stated.number('sessions'),
  };
}

/** What a record states of the settlement with the patient. @throws SERVER_VALUE_UNREADABLE naming the column */
export function readSplit(read: ReadCase): Omit<SettledSplit, 'caseId'> {
  const stated = new StatedColumns(read, PAYMENT_COLUMNS);
  return {
    deductible: stated.amount('deductible'),
    policyRatio: stated.share('policyRatio'),
    patient: stated.amount('patient'),
    otherFunds: stated.amount('otherFunds'),
    deductions: stated.amount('deductions'),
    hospitalFundShare: stated.share('hospitalFundShare'),
  };
}

/** A discharge as rules of payment read it: its amounts are money. */
export function dischargeFacts(discharge: Discharge): CaseFacts {
  const charges = CHARGES.flatMap((name): [string, Fen][] => {
    const amount = discharge[name];
    return amount === undefined ? [] : [[name, fen(amount)]];
  });
  return { ...(discharge as Omit<Discharge, keyof DischargeCharges>), ...Object.fromEntries(charges) };
}
