import { z } from 'zod';
import { LONGEST_TEXT, paymentFields, text, whole, yuan } from './wire-payment.js';

/** Most codes in one list. */
const MOST_CODES = 200;

const code = z.string().min(1).max(LONGEST_TEXT);
const codes = z.array(code).max(MOST_CODES);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD')
  .meta({ id: 'Day', description: '日期 YYYY-MM-DD | a day, YYYY-MM-DD' });
const hours = z.number().min(0).max(999_999);

/** A discharge as a request states it: the names of the canonical case, numbers as JSON numbers. What has another name is refused. */
export const wireDischarge = z
  .strictObject({
    caseId: code.meta({ description: '病例标识 | identifier of the case' }),
    hospitalId: text.optional().meta({ description: '医疗机构编码 | code of the hospital' }),
    insuranceType: z.enum(['employee', 'resident']).optional().meta({ description: '险种 | employees or residents' }),
    fund: text.optional().meta({ description: '基金（本地另有时） | fund, where the region has others' }),
    sex: z.int().min(0).max(9).optional().meta({ description: '1 男，2 女 | 1 male, 2 female' }),
    ageYears: whole.optional().meta({ description: '年龄（岁） | whole years' }),
    ageDays: whole.optional().meta({ description: '不足1岁的天数 | days, under one year' }),
    birthWeightGrams: whole.optional().meta({ description: '出生体重（克） | weight at birth, grams' }),
    admissionWeightGrams: whole.optional().meta({ description: '入院体重（克） | weight at admission, grams' }),
    admissionDate: day.optional().meta({ description: '入院日期 | day of admission' }),
    dischargeDate: day.optional().meta({ description: '出院日期 | day of discharge' }),
    lengthOfStayDays: whole.optional().meta({ description: '住院天数 | days of the stay' }),
    disposition: z.int().min(0).max(9).optional().meta({ description: '离院方式 1-5、9 | discharge disposition' }),
    department: text.optional().meta({ description: '出院科别 | department' }),
    principalDiagnosis: text.optional().meta({ description: '主要诊断（医保版ICD-10） | principal diagnosis' }),
    secondaryDiagnoses: codes.optional().meta({ description: '其他诊断 | secondary diagnoses' }),
    principalProcedure: text.optional().meta({ description: '主要手术操作（医保版ICD-9-CM-3） | main procedure' }),
    otherProcedures: codes.optional().meta({ description: '其他手术操作 | other procedures' }),
    icuHours: hours.optional().meta({ description: '重症监护小时数 | hours in intensive care' }),
    ventilatorHours: hours.optional().meta({ description: '呼吸机小时数 | hours on a ventilator' }),
    totalCharges: yuan.optional().meta({ description: '总费用（元） | charges, yuan' }),
    drugCharges: yuan.optional().meta({ description: '药费 | drugs' }),
    consumableCharges: yuan.optional().meta({ description: '耗材费 | consumables' }),
    selfPaid: yuan.optional().meta({ description: '全自费 | full self-pay' }),
    overLimit: yuan.optional().meta({ description: '超限价 | over-limit' }),
    firstSelfPaid: yuan.optional().meta({ description: '先行自付 | first self-pay' }),
    inScope: yuan.optional().meta({ description: '符合政策范围 | in scope' }),
    ...paymentFields,
  })
  .meta({ id: 'Discharge', description: '一次住院 | one hospital stay' });

export type WireDischarge = z.output<typeof wireDischarge>;
