import type { Disposition } from '../../../grouper/index.js';

const SEXES: Readonly<Record<string, 1 | 2>> = { '1': 1, 男: 1, 男性: 1, M: 1, '2': 2, 女: 2, 女性: 2, F: 2 };

const DISPOSITIONS: readonly (readonly [RegExp, Disposition])[] = [
  [/^非医嘱|^自动出院/, 4],
  [/社区|乡镇/, 3],
  [/^医嘱转院|^转院/, 2],
  [/^医嘱离院|^医嘱出院/, 1],
  [/^死亡/, 5],
  [/^其他|^其它/, 9],
];

/** 1 male, 2 female; undefined for the codes of unknown and not stated, and for anything else. */
export function readSex(text: string): 1 | 2 | undefined {
  if (text === '1') return 1;
  if (text === '2') return 2;
  return SEXES[
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/^0?([12])(?:\.0+)?$/, '$1')
  ];
}

/** The discharge disposition by code or by text; some front ends send 6 for other. */
export function readDisposition(text: string): Disposition | undefined {
  if (/^[1-59]$/.test(text)) return Number(text) as Disposition;
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const code = /^0?(\d)(?:\.0+)?(?:[.、:-]?[^\d.].*)?$/.exec(plain)?.[1];
  if (code !== undefined) {
    const number = code === '6' ? 9 : Number(code);
    return number >= 1 && (number <= 5 || number === 9) ? (number as Disposition) : undefined;
  }
  return DISPOSITIONS.find(([form]) => form.test(plain))?.[1];
}

/**
 * The insurance type of a wire code (310, 390 ...), a paper code, a code of the front page (`1.1`, `02`) or a word; undefined for the
 * types that only a region can place.
 */
export function readInsuranceType(text: string): 'employee' | 'resident' | undefined {
  if (text === 'employee' || text === 'resident') return text;
  const plain = text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  if (plain === 'employee' || plain === 'resident') return plain;
  const code = /^(\d+)(?:\.\d+)?(?=$|[^\d.])/.exec(plain)?.[1];
  if (code !== undefined) {
    const number = Number(code);
    if (number === 310 || number === 1) return 'employee';
    return [390, 391, 392, 380, 2, 3].includes(number) ? 'resident' : undefined;
  }
  if (/职工/.test(plain)) return 'employee';
  return /居民|新农合|农村合作/.test(plain) ? 'resident' : undefined;
}

/** The insurance type that a fund's payment tells, where the list does not state it. */
export function insuranceTypeOfFund(fundPayType: string): 'employee' | 'resident' | undefined {
  if (fundPayType.startsWith('3101')) return 'employee';
  return fundPayType.startsWith('3901') ? 'resident' : undefined;
}
