import type { DischargeDraft } from './discharge-draft.js';
import { checkCharges } from './read-charges.js';
import { nodeText } from './settlement-codes.js';
import type { SettlementMessage, SettlementNode } from './settlement-message.js';
import type { SourceRow } from './source-row.js';
import { insuranceTypeOfFund } from './values/code-lists.js';
import { readHours } from './values/read-duration.js';
import { readFen, yuanText } from './values/read-money.js';
import { minutesBetween } from './read-stay.js';

/** Numbers and names of the charge classes that are drugs, and those that are consumables. */
const DRUGS = /^(?:0?9|10|11)$|西药|中药饮片|中草药|中成药/;
const CONSUMABLES = /^0?8$|卫生材料/;

const AMOUNT = ['amt', 'item_sumamt'] as const;
const SELF_PAID = ['fulamt_ownpay_amt', 'item_ownpay_amt'] as const;
const PARTS = [['claa_sumfee', 'item_claa_amt'], ['clab_amt', 'item_clab_amt'], SELF_PAID, ['oth_amt', 'item_oth_amt']] as const;

/** Adds up the charges of a list by class. A total that is stated beside the classes holds, and is compared with them. */
export function readSettlementCharges({ chargeItems }: SettlementMessage, row: SourceRow, draft: DischargeDraft): void {
  const items = chargeItems.map((item) => ({ item, fen: itemFen(item, AMOUNT, draft) }));
  const sumOf = (wanted: RegExp) => {
    const chosen = items.filter(({ item }) => wanted.test(nodeText(item, 'med_chrgitm', 'med_chrgitm_type')));
    return chosen.reduce((sum, { fen }) => sum + (fen ?? 0n), 0n);
  };
  const classes = sumOf(/^/);
  // A sum over an amount that cannot be read, or one below zero, would state what nobody stated.
  const isWhole = classes >= 0n && items.every(({ item, fen }) => fen !== undefined || nodeText(item, ...AMOUNT) === '');
  if (items.length > 0 && isWhole) {
    const { discharge } = draft;
    if (discharge.totalCharges === undefined) draft.set('totalCharges', classes);
    else if (discharge.totalCharges !== classes) {
      draft.note(
        'charges-do-not-add-up',
        `${row.header('totalCharges')}=${yuanText(discharge.totalCharges)}, amt=${yuanText(classes)}`,
      );
    }
    if (discharge.drugCharges === undefined) draft.set('drugCharges', sumOf(DRUGS));
    if (discharge.consumableCharges === undefined) draft.set('consumableCharges', sumOf(CONSUMABLES));
    const selfPaid = items.map(({ item }) => itemFen(item, SELF_PAID, draft)).filter((fen) => fen !== undefined);
    if (discharge.selfPaid === undefined && selfPaid.length > 0)
      draft.set(
        'selfPaid',
        selfPaid.reduce((sum, fen) => sum + fen, 0n),
      );
  }
  for (const { item, fen } of items) checkParts(item, fen, draft);
  checkCharges(row, draft, 0n);
}

/** Intensive care in hours: per stay the stated total, else exit less entry. */
export function readIcuStays({ icuStays }: SettlementMessage, draft: DischargeDraft): void {
  let minutes: number | undefined;
  for (const stay of icuStays) {
    const total = nodeText(stay, 'scs_cutd_sum_dura');
    const stated = total === '' ? undefined : readHours(total);
    if (total !== '' && stated === undefined) draft.unreadable('scs_cutd_sum_dura', total);
    const between = minutesBetween(nodeText(stay, 'scs_cutd_inpool_time'), nodeText(stay, 'scs_cutd_exit_time'));
    const length = stated === undefined ? between : stated * 60;
    if (length !== undefined) minutes = (minutes ?? 0) + length;
  }
  if (minutes !== undefined && draft.discharge.icuHours === undefined) draft.set('icuHours', minutes / 60);
}

/** The insurance type by the fund that paid, where the list does not state it. */
export function readPayingFund({ payments }: SettlementMessage, row: SourceRow, draft: DischargeDraft): void {
  if (row.text('insuranceType') !== '') return;
  const types = payments.map((payment) => insuranceTypeOfFund(nodeText(payment, 'fund_pay_type')));
  draft.set(
    'insuranceType',
    types.find((type) => type !== undefined),
  );
}

function itemFen(item: SettlementNode, names: readonly string[], draft: DischargeDraft): bigint | undefined {
  const text = nodeText(item, ...names);
  if (text === '') return undefined;
  const fen = readFen(text);
  if (fen === undefined) draft.unreadable(names[0]!, text);
  else if (fen < 0n) draft.note('charges-do-not-add-up', `${names[0]}=${text}`);
  return fen;
}

function checkParts(item: SettlementNode, fen: bigint | undefined, draft: DischargeDraft): void {
  const parts = PARTS.map((names) => readFen(nodeText(item, ...names)));
  if (fen === undefined || parts.every((part) => part === undefined)) return;
  const sum = parts.reduce<bigint>((total, part) => total + (part ?? 0n), 0n);
  if (sum === fen) return;
  const name = nodeText(item, 'med_chrgitm', 'med_chrgitm_type');
  draft.note('charges-do-not-add-up', `${name}: amt=${yuanText(fen)}, ${yuanText(sum)}`);
}
