import { sumFen, type MonthlySettlement } from '../../pricing/index.js';
import type { CheckedInvariant } from './settled-period.js';

/** What must hold of a fund's month. */
export function monthInvariants({ fund, pools, hospitals, paid }: MonthlySettlement): readonly CheckedInvariant[] {
  const check = (id: string, zh: string, en: string, holds: boolean): CheckedInvariant => ({
    id: `${fund}: ${id}`,
    states: { zh, en },
    holds,
  });
  return [
    check(
      'pools',
      '各资金池：拨付额 = 医疗机构合计 + 未用额 + 尾差',
      'each pool: released = paid to hospitals + not paid out + residue',
      pools.every((one) => one.released === sumFen([one.gross, one.unspent, one.residue])),
    ),
    check(
      'places',
      '每个病例恰在一个资金池',
      'every case is in exactly one pool',
      hospitals.reduce((sum, { cases }) => sum + cases, 0) === pools.reduce((sum, { cases }) => sum + cases, 0),
    ),
    check('paid', '医疗机构实付合计 = 基金实付', 'hospitals together have what the fund paid', sumFen(hospitals.map((one) => one.paid)) === paid),
    check('signs', '实付与待抵扣均不为负', 'nothing paid or owed is below zero', hospitals.every((one) => one.paid >= 0n && one.owed >= 0n)),
  ];
}
