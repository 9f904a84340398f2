import type { Term } from '../breakdown.js';

/** What the numbers of TCM payment are called, as breakdowns print them. */
export const TERMS = {
  westernGroup: { zh: '对应西医病组', en: 'linked western group', unit: 'choice' },
  westernPoints: { zh: '西医病组分值', en: 'points of the western group', unit: 'point' },
  tcmPoints: { zh: '中医病种分值', en: 'points of the TCM disease', unit: 'point' },
  ratio: { zh: '同效比例', en: 'ratio to the western group', unit: '1' },
  floorShare: { zh: '保底比例', en: 'least share of the western group', unit: '1' },
  addition: { zh: '加分', en: 'added points', unit: 'point' },
  westernTotal: { zh: '西医治疗总费用', en: 'total of the western treatment', unit: 'yuan' },
  maxShare: { zh: '最高比例', en: 'most of the western total', unit: '1' },
  ceiling: { zh: '支付上限', en: 'ceiling', unit: 'yuan' },
  standard: { zh: '支付标准', en: 'payment standard', unit: 'yuan' },
  bedAndNursing: { zh: '床位和护理费', en: 'bed and nursing charges', unit: 'yuan' },
  perDay: { zh: '普通床位和护理日费', en: 'bed and nursing of an ordinary day', unit: 'yuan-per-day' },
  factor: { zh: '日间病房折算系数', en: 'factor of the day ward', unit: '1' },
  days: { zh: '天数', en: 'days', unit: 'day' },
  counted: { zh: '计入费用', en: 'charges that count', unit: 'yuan' },
  limit: { zh: '疗程限额', en: 'limit of a course', unit: 'yuan' },
  fundShare: { zh: '基金支付比例', en: 'share of the fund', unit: '1' },
} as const satisfies Record<string, Term>;
