import { z } from 'zod';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { decimal, positive, share, yuan } from '../policy/values.js';
import { cellTable, upliftTable } from './signed-heads.js';

/** What a region decides about paying general outpatient care by the head (门诊按人头付费) with family doctors. */
export const CAPITATION_SECTION = policySection({
  id: 'capitation',
  title: { zh: '门诊按人头付费', en: 'Capitation of outpatient care' },
  parameters: {
    /** For visits, for a year and a head of the average cell. */
    headRate: required('yuan-per-head', { zh: '人头标准（诊疗）', en: 'Head rate for visits' }, positive, { isPerFund: true }),
    /** For a year, of every head alike. */
    familyDoctorFee: optional('yuan-per-head', { zh: '家庭医生签约服务费', en: 'Family doctor fee' }, decimal, {
      isPerFund: true,
    }),
    /** `by-month`: heads count for the months in which they were signed. `whole-year`: those of a fixed day count for the year. */
    headCount: required('choice', { zh: '人数计算', en: 'Head count' }, z.enum(['by-month', 'whole-year'])),
    cells: optional('table', { zh: '人群分组系数', en: 'Cells of people' }, cellTable, { isPerFund: true }),
    /** On the head rate for visits, not on the family doctor fee. */
    uplifts: optional('1', { zh: '老幼上浮', en: 'Uplift for many old or young' }, upliftTable),
    /** Which visits of signed people to other institutions come off the budget. */
    careElsewhere: required(
      'choice',
      { zh: '外出就诊扣减', en: 'Care elsewhere that comes off' },
      z.enum(['all', 'unreferred', 'referred', 'none']),
    ),
    /** Without it the institution keeps the whole surplus. */
    surplusKept: optional('1', { zh: '结余留用比例', en: 'Share of the surplus that is kept' }, share),
    /** Of the budget. */
    surplusCap: optional('1', { zh: '结余留用上限', en: 'Largest surplus kept' }, share),
    /** Without it the institution bears the whole overspend. */
    overspendShared: optional('1', { zh: '超支分担比例', en: 'Share of an overspend that the fund bears' }, share),
    /** The fund's part of a visit, for the signed person. */
    visitRatio: optional('1', { zh: '门诊支付比例', en: 'Ratio of a visit' }, share, { isPerFund: true }),
    visitYearCap: optional('yuan', { zh: '门诊年度限额', en: 'Cap of a year of visits' }, yuan, { isPerFund: true }),
  },
  check: ({ cells, visitRatio, visitYearCap }): readonly SectionFault[] => [
    ...(cells !== undefined && new Set(cells.value.map(({ cell }) => cell)).size < cells.value.length ? [CELL_TWICE] : []),
    ...(visitYearCap !== undefined && visitRatio === undefined ? [CAP_WITHOUT_RATIO] : []),
  ],
});

export type CapitationValues = ValuesOf<typeof CAPITATION_SECTION>;

const CELL_TWICE: SectionFault = { parameter: 'cells', message: { zh: '分组名称重复', en: 'a cell stands twice' } };
const CAP_WITHOUT_RATIO: SectionFault = {
  parameter: 'visitRatio',
  message: { zh: '有年度限额就要有支付比例', en: 'a cap of the year needs the ratio of a visit' },
};
