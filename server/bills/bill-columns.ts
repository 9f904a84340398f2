import type { BillFacts } from '../../pricing/index.js';
import type { PaymentColumn } from '../pricing/payment-columns.js';
import { chineseYearColumn, EARLIER_STAYS, yearColumn, YEAR_SUMS } from './year-columns.js';

type BillOnly = 'placeOfCare' | 'isReferred' | 'memberships' | 'accountOffered' | 'otherPayments' | 'hospitalPart';

/** Facts that only the settlement with the patient asks. */
export const BILL_COLUMNS = {
  placeOfCare: { kind: 'text', headers: ['placeOfCare', '就医地'] },
  isReferred: { kind: 'yesNo', headers: ['isReferred', '转诊或备案', '已备案'] },
  memberships: { kind: 'flags', headers: ['memberships', '参加的补充保障'] },
  accountOffered: { kind: 'yuan', headers: ['accountOffered', '个人账户可用'] },
  otherPayments: { kind: 'yuan', headers: ['otherPayments', '其他支付承诺'] },
  hospitalPart: { kind: 'yuan', headers: ['hospitalPart', '医院负担'] },
} as const satisfies Record<keyof Pick<BillFacts, BillOnly>, PaymentColumn>;

/** The person's year before the stay. */
export const EARLIER_STAYS_COLUMN: PaymentColumn = { kind: 'whole', headers: [EARLIER_STAYS, '年内此前住院次数'] };

/** The sums of that year. */
export const YEAR_COLUMNS: ReadonlyMap<string, PaymentColumn> = new Map(
  YEAR_SUMS.map((sum) => [yearColumn(sum), { kind: 'yuan', headers: [yearColumn(sum), chineseYearColumn(sum)] }]),
);

/** The items of a bill: a list of objects, in JSON only. */
export const LINES_COLUMN = 'lines';
