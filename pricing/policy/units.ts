import type { BilingualText } from '../../reference-data/index.js';

/** The unit of a number in a policy or a breakdown. `1` is a plain ratio, `choice` a word out of a list, `table` rows with units of their own. */
export const UNITS = {
  '1': { zh: '', en: '' },
  yuan: { zh: '元', en: 'yuan' },
  'yuan-per-weight': { zh: '元/权重', en: 'yuan per weight' },
  'yuan-per-point': { zh: '元/分', en: 'yuan per point' },
  'yuan-per-day': { zh: '元/床日', en: 'yuan per day' },
  'yuan-per-head': { zh: '元/人', en: 'yuan per head' },
  point: { zh: '分', en: 'points' },
  'point-per-day': { zh: '分/床日', en: 'points per day' },
  day: { zh: '天', en: 'days' },
  hour: { zh: '小时', en: 'hours' },
  week: { zh: '周', en: 'weeks' },
  month: { zh: '月', en: 'months' },
  head: { zh: '人', en: 'heads' },
  case: { zh: '例', en: 'cases' },
  choice: { zh: '', en: '' },
  table: { zh: '', en: '' },
} as const satisfies Record<string, BilingualText>;

export type Unit = keyof typeof UNITS;
