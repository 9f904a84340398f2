import { optional, required, type SheetColumns } from '../sheet-header.js';

/** What a region publishes about one group: numbers as printed, empty where it says nothing. */
export interface WeightRow {
  /** DRG code or key of a DIP group; `blank` for the group of cases that no row takes (空白病组). */
  readonly group: string;
  /** Fund for which the row holds; empty: for every fund that has no row of its own. */
  readonly fund: string;
  /** A row of one hospital states its own mean charges of the group and nothing else. */
  readonly hospital: string;
  /** Unit: 1. */
  readonly relativeWeight: string;
  /** Unit: points. */
  readonly groupPoints: string;
  /** Unit: yuan. */
  readonly meanCharges: string;
  readonly cases: string;
  /** Coefficient of variation of the charges. */
  readonly variation: string;
  /** `yes`, `no`, or empty where the grouper says it. */
  readonly primaryCare: string;
  /** `yes`, `no`, or empty where number of cases and variation decide. */
  readonly stable: string;
}

export const WEIGHT_FIELDS = [
  'group',
  'fund',
  'hospital',
  'relativeWeight',
  'groupPoints',
  'meanCharges',
  'cases',
  'variation',
  'primaryCare',
  'stable',
] as const satisfies readonly (keyof WeightRow)[];

/** Those of the fields that hold numbers. */
export const WEIGHT_NUMBERS = ['relativeWeight', 'groupPoints', 'meanCharges', 'cases', 'variation'] as const;

/** The group of cases that no row takes. */
export const BLANK_GROUP = 'blank';

/** The columns of a table of weights, in English and as regions head them. */
export const WEIGHT_COLUMNS: SheetColumns = {
  group: required('group', 'drg', '病组编码', 'DRG编码', 'DRG组编码', 'DIP编码', '病种编码', '分组编码', '病组代码', '病种代码'),
  fund: optional('fund', '基金', '险种'),
  hospital: optional('hospitalId', 'hospital', '医疗机构编码', '定点医药机构编号', '医疗机构代码'),
  relativeWeight: optional('relativeWeight', 'RW', '相对权重', '权重', '支付权重'),
  groupPoints: optional('groupPoints', 'points', '病种分值', '基准点数', '分值', '点数'),
  meanCharges: optional('meanCharges', 'meanCost', '次均费用', '例均费用', '病组均费', '均费'),
  cases: optional('cases', '病例数', '例数'),
  variation: optional('variation', 'CV', '变异系数'),
  primaryCare: optional('primaryCare', '基层病种', '基层病组'),
  stable: optional('stable', '稳定病组', '是否稳定'),
};
