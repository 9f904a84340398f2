import type { Term } from '../breakdown.js';

/** What the numbers of points methods are called, as breakdowns print them. */
export const TERMS = {
  charges: { zh: '住院总费用', en: 'total charges', unit: 'yuan' },
  allowedCharges: { zh: '审核后费用', en: 'allowed charges', unit: 'yuan' },
  groupPoints: { zh: '病种分值（基准点数）', en: 'group points', unit: 'point' },
  casePoints: { zh: '病例分值（点数）', en: 'case points', unit: 'point' },
  earlierPoints: { zh: '原病例点数', en: 'points before the reduction', unit: 'point' },
  addedPoints: { zh: '加成分值', en: 'added points', unit: 'point' },
  pointValue: { zh: '点值', en: 'point value', unit: 'yuan-per-point' },
  hospital: { zh: '医疗机构系数', en: 'hospital coefficient', unit: '1' },
  auxiliary: { zh: '辅助分型调节系数', en: 'auxiliary coefficient', unit: '1' },
  reference: { zh: '比较基准', en: 'reference charges', unit: 'yuan' },
  multiple: { zh: '费用倍率', en: 'multiple of the reference', unit: '1' },
  above: { zh: '倍率界值', en: 'multiple at the edge', unit: '1' },
  edge: { zh: '费用界线', en: 'charges at the edge', unit: 'yuan' },
  groupMean: { zh: '病组次均费用', en: 'mean charges of the group', unit: 'yuan' },
  hospitalMean: { zh: '本机构病组次均费用', en: "the hospital's mean charges of the group", unit: 'yuan' },
  overallMean: { zh: '全部病例次均费用', en: 'mean charges of all cases', unit: 'yuan' },
  scale: { zh: '点数基数', en: 'points of an average case', unit: 'point' },
  discount: { zh: '折算系数', en: 'discount', unit: '1' },
  gapDays: { zh: '再入院间隔', en: 'days until the readmission', unit: 'day' },
  factor: { zh: '扣减系数', en: 'factor', unit: '1' },
} as const satisfies Record<string, Term>;
