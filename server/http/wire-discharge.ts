import { z } from 'zod';

/** Longest text of one field. Unit: characters. */
const LONGEST_TEXT = 200;
/** Most codes in one list. */
const MOST_CODES = 200;

const text = z.string().max(LONGEST_TEXT);
const code = z.string().min(1).max(LONGEST_TEXT);
const codes = z.array(code).max(MOST_CODES);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD');
const whole = z.int().min(0).max(99_999);
const hours = z.number().min(0).max(999_999);
/** Yuan, as a number with at most two decimals or as text. */
const yuan = z.union([z.number().min(0).max(1e12), z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'yuan, at most two decimals')]);

/** A discharge as a request states it: the names of the canonical case, numbers as JSON numbers. What has another name is refused. */
export const wireDischarge = z
  .strictObject({
    caseId: code,
    hospitalId: text.optional(),
    insuranceType: z.enum(['employee', 'resident']).optional(),
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
  })
  .meta({ id: 'Discharge', description: '一次住院 | one hospital stay' });
