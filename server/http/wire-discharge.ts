import { z } from 'zod';
import { LONGEST_TEXT, paymentFields, text, whole, yuan } from './wire-payment.js';

/** Most codes in one list. */
const MOST_CODES = 200;

const code = z.string().min(1).max(LONGEST_TEXT);
const codes = z.array(code).max(MOST_CODES);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD');
const hours = z.number().min(0).max(999_999);

/** A discharge as a request states it: the names of the canonical case, numbers as JSON numbers. What has another name is refused. */
export const wireDischarge = z
  .strictObject({
    caseId: code,
    hospitalId: text.optional(),
    insuranceType: z.enum(['employee', 'resident']).optional(),
    fund: text.optional(),
    sex: z.int().min(0).max(9).optional(),
    ageYears: whole.optional(),
    ageDays: whole.optional(),
    birthWeightGrams: whole.optional(),
    admissionWeightGrams: whole.optional(),
    admissionDate: day.optional(),
    dischargeDate: day.optional(),
    lengthOfStayDays: whole.optional(),
    disposition: z.int().min(0).max(9).optional(),
    department: text.optional(),
    principalDiagnosis: text.optional(),
    secondaryDiagnoses: codes.optional(),
    principalProcedure: text.optional(),
    otherProcedures: codes.optional(),
    icuHours: hours.optional(),
    ventilatorHours: hours.optional(),
    totalCharges: yuan.optional(),
    drugCharges: yuan.optional(),
    consumableCharges: yuan.optional(),
    selfPaid: yuan.optional(),
    overLimit: yuan.optional(),
    firstSelfPaid: yuan.optional(),
    inScope: yuan.optional(),
    ...paymentFields,
  })
  .meta({ id: 'Discharge', description: '一次住院 | one hospital stay' });

export type WireDischarge = z.output<typeof wireDischarge>;
