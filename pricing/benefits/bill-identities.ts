import type { BilingualText } from '../../reference-data/index.js';
import { sumFen, NO_MONEY, type Fen } from '../money.js';
import { BILL_FIELDS, COST_FIELDS, FUND_FIELDS, PERSON_FIELDS, type BillField } from './national-fields.js';

/** Amounts of a bill as far as they are stated; one that is absent counts as nothing in a sum. */
export type StatedFields = Readonly<Partial<Record<BillField, Fen>>>;

const sumOfFields = (fields: StatedFields, names: readonly BillField[]): Fen =>
  sumFen(names.map((name) => fields[name] ?? NO_MONEY));

/** The kinds of charges, added up. */
export const costSum = (fields: StatedFields): Fen => sumOfFields(fields, COST_FIELDS);

/** What every fund pays, added up. */
export const fundSum = (fields: StatedFields): Fen => sumOfFields(fields, FUND_FIELDS);

/** What everyone pays, added up: funds, person and hospital. The person's own sum goes before its two parts. */
export function payerSum(fields: StatedFields): Fen {
  return sumFen([fundSum(fields), fields.psn_part_amt ?? sumOfFields(fields, PERSON_FIELDS), fields.hosp_part_amt ?? NO_MONEY]);
}

/** Something that holds for every settled bill. */
export interface BillIdentity {
  readonly id: string;
  readonly states: BilingualText;
  readonly holds: (fields: Readonly<Record<BillField, Fen>>) => boolean;
}

/** The identities of the national interface, in their order there. */
export const BILL_IDENTITIES = [
  {
    id: 'cost-identity',
    states: {
      zh: '医疗费总额 = 全自费 + 超限价自费 + 先行自付 + 符合政策范围',
      en: 'total charges = full self-pay + above price limits + first self-pay + in-scope charges',
    },
    holds: (fields) => fields.medfee_sumamt === costSum(fields),
  },
  {
    id: 'fund-identity',
    states: { zh: '基金支付总额 = 各项基金之和', en: 'all funds = the sum of each fund' },
    holds: (fields) => fields.fund_pay_sumamt === fundSum(fields),
  },
  {
    id: 'person-identity',
    states: { zh: '个人负担 = 个人账户 + 现金', en: 'what the person pays = personal account + cash' },
    holds: (fields) => fields.psn_part_amt === sumOfFields(fields, PERSON_FIELDS),
  },
  {
    id: 'payer-identity',
    states: {
      zh: '医疗费总额 = 基金支付总额 + 个人负担 + 医院负担',
      en: 'total charges = all funds + what the person pays + borne by the hospital',
    },
    holds: (fields) => fields.medfee_sumamt === payerSum(fields),
  },
  {
    id: 'deductible-in-scope',
    states: { zh: '实际支付起付线不超过符合政策范围', en: 'the deductible really paid is no more than the in-scope charges' },
    holds: (fields) => fields.act_pay_dedc <= fields.inscp_scp_amt,
  },
  {
    id: 'nothing-negative',
    states: { zh: '各项金额均不为负', en: 'no amount is below zero' },
    holds: (fields) => (Object.keys(BILL_FIELDS) as BillField[]).every((name) => fields[name] >= 0n),
  },
] as const satisfies readonly BillIdentity[];

/** Ids of the identities that a bill breaks: none, unless somebody changed an amount afterwards. */
export const brokenIdentities = (fields: Readonly<Record<BillField, Fen>>): readonly string[] =>
  BILL_IDENTITIES.filter(({ holds }) => !holds(fields)).map(({ id }) => id);
