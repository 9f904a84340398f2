import { z } from 'zod';
import { BILL_COLUMNS, EARLIER_STAYS_COLUMN, LINES_COLUMN, YEAR_COLUMNS } from '../bills/bill-columns.js';
import {
  FACT_COLUMNS,
  LATER_ADMISSION_COLUMNS,
  SPLIT_COLUMNS,
  type ColumnKind,
  type PaymentColumn,
} from '../pricing/payment-columns.js';

/** Longest text of one field. Unit: characters. */
export const LONGEST_TEXT = 200;
/** Most words in one list. */
const MOST_WORDS = 200;
/** Most items of one bill. */
const MOST_LINES = 2000;

export const text = z.string().max(LONGEST_TEXT);
export const whole = z.int().min(0).max(99_999);
/** Yuan, as a number with at most two decimals or as text. */
export const yuan = z
  .union([z.number().min(0).max(1e12), z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'yuan, at most two decimals')])
  .meta({ id: 'Yuan', description: '金额（元），至多两位小数，文本或数字 | yuan, at most two decimals, as text or number' });
const decimal = z
  .union([z.number().min(0).max(1e9), z.string().regex(/^\d{1,9}(\.\d{1,10})?$/, 'decimal')])
  .meta({ id: 'Decimal', description: '小数，文本或数字 | a decimal, as text or number' });
/** A share from 0 to 1, or a percentage with its sign. */
const share = z
  .union([z.number().min(0).max(1), z.string().regex(/^\d{1,3}(\.\d{1,10})?%?$/, '0.80, 80%')])
  .meta({ id: 'Share', description: '比例，0.80 或 "80%" | a share, 0.80 or "80%"' });

const OF_KIND: Readonly<Record<ColumnKind, z.ZodType>> = {
  text,
  level: z.int().min(1).max(3),
  flags: z
    .array(
      z
        .string()
        .min(1)
        .max(LONGEST_TEXT)
        .regex(/^[^|]*$/),
    )
    .max(MOST_WORDS),
  whole,
  number: z.number().min(0).max(999_999),
  yuan,
  ratio: share,
  yesNo: z.boolean(),
  stays: z.array(z.string().regex(/^\d{1,5}:\d{1,5}$/, '3:20')).max(MOST_WORDS),
};

const line = z.strictObject({
  price: decimal,
  count: decimal,
  ceiling: decimal.optional(),
  firstPayShare: share.optional(),
  isSelfPaid: z.boolean().optional(),
});

const COLUMNS: readonly PaymentColumn[] = [
  ...Object.values(FACT_COLUMNS),
  ...Object.values(SPLIT_COLUMNS),
  ...Object.values(LATER_ADMISSION_COLUMNS),
  ...Object.values(BILL_COLUMNS),
  EARLIER_STAYS_COLUMN,
  ...YEAR_COLUMNS.values(),
];

/** What payment asks of a case beside what grouping asks, under the product's own names: made from the columns that files are read by. */
export const paymentFields = {
  ...Object.fromEntries(COLUMNS.map((column) => [column.headers[0]!, fieldOf(column)])),
  [LINES_COLUMN]: z.array(line).max(MOST_LINES).optional(),
};

function fieldOf({ kind, headers }: PaymentColumn): z.ZodType {
  return OF_KIND[kind].optional().meta({ description: headers.slice(1).join(' · ') });
}
