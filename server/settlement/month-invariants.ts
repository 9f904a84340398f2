import { NO_MONEY, printYuan, sumFen, type Fen, type MonthlySettlement } from '../../pricing/index.js';
import { ofFund } from './input-figures.js';
import type { CheckedInvariant } from './settled-period.js';

/** Checks everything that must hold of a fund's month. @param ofCases What the cases of each hospital were given together, by `figureKey`. */
export function monthInvariants(
  { fund, pools, hospitals, paid }: MonthlySettlement,
  ofCases: ReadonlyMap<string, Fen>,
): readonly CheckedInvariant[] {
  const cases = ofFund(fund, ofCases);
  return [
    invariant(
      fund,
      'pools',
      '各资金池：拨付额 = 医疗机构合计 + 未用额 + 尾差',
      'each pool: released = paid to hospitals + not paid out + residue',
      pools.flatMap(({ id, released, gross, unspent, residue }) => equal(id, released, sumFen([gross, unspent, residue]))),
    ),
    invariant(
      fund,
      'places',
      '每个病例恰在一个资金池',
      'every case is in exactly one pool',
      equal('cases', countOf(hospitals), countOf(pools)),
    ),
    invariant(
      fund,
      'cases',
      '每家医疗机构等于其病例之和',
      'every hospital is the sum of its cases',
      hospitals.flatMap(({ hospital, fundPart }) => equal(hospital, fundPart, cases.get(hospital) ?? NO_MONEY)),
    ),
    invariant(
      fund,
      'paid',
      '医疗机构实付合计 = 基金实付',
      'hospitals together have what the fund paid',
      equal(fund, paid, sumFen(hospitals.map((one) => one.paid))),
    ),
    invariant(
      fund,
      'signs',
      '实付与待抵扣均不为负',
      'nothing paid or owed is below zero',
      hospitals.flatMap((one) => (one.paid >= 0n && one.owed >= 0n ? [] : [`${one.hospital}: ${printYuan(one.paid)}`])),
    ),
  ];
}

function invariant(fund: string, id: string, zh: string, en: string, broken: readonly string[]): CheckedInvariant {
  return { id: `${fund}: ${id}`, fund, states: { zh, en }, holds: broken.length === 0, broken };
}

const equal = (of: string, expected: Fen, found: Fen): readonly string[] =>
  expected === found ? [] : [`${of}: ${printYuan(expected)} ≠ ${printYuan(found)}`];

const countOf = (some: readonly { readonly cases: number }[]): Fen =>
  BigInt(some.reduce((sum, { cases }) => sum + cases, 0)) as Fen;
