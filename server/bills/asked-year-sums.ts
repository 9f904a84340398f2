import {
  MEMBERS_ONLY,
  SUPPLEMENTS,
  type BenefitValues,
  type BillFacts,
  type OrderedLayer,
  type SupplementId,
} from '../../pricing/index.js';
import type { YearSum } from './year-columns.js';

/** The sums of a person's year that the layers of a policy go on from. What no layer asks need not be stated. */
export function askedYearSums({ bill, basicPool, supplements, assistance }: BenefitValues, facts: BillFacts): readonly YearSum[] {
  const isPayer = (layer: OrderedLayer): boolean =>
    bill.order.value.includes(layer) && (!MEMBERS_ONLY.includes(layer) || facts.memberships?.includes(layer) === true);
  return [
    ...(basicPool.yearCaps === undefined ? [] : [{ layer: 'basic-pool', of: 'paid' } as const]),
    ...SUPPLEMENTS.filter(isPayer).flatMap((layer) => sumsOfSupplement(layer, supplements[layer]?.yearCaps !== undefined)),
    ...(isPayer('medical-assistance') ? sumsOfAssistance(assistance, facts) : []),
  ];
}

/** Tiers go on from the year's burden; a cap from the year's payments. */
const sumsOfSupplement = (layer: SupplementId, hasCap: boolean): YearSum[] => [
  { layer, of: 'counted' },
  ...(hasCap ? [{ layer, of: 'paid' } as const] : []),
];

function sumsOfAssistance(values: BenefitValues['assistance'], { personClass = '' }: BillFacts): YearSum[] {
  const rows = values?.classes.value.filter(({ personClasses }) => personClasses?.includes(personClass) !== false) ?? [];
  const hasYearLines = values?.linesPer.value === 'year';
  const tilts = rows.flatMap(({ tilt }) => tilt ?? []);
  const asked: readonly (readonly [boolean, YearSum])[] = [
    [rows.length > 0 && hasYearLines, { layer: 'medical-assistance', of: 'counted' }],
    [rows.some(({ yearCap }) => yearCap !== undefined), { layer: 'medical-assistance', of: 'paid' }],
    [tilts.length > 0 && hasYearLines, { layer: 'assistance-tilt', of: 'counted' }],
    [tilts.some(({ yearCap }) => yearCap !== undefined), { layer: 'assistance-tilt', of: 'paid' }],
  ];
  return asked.filter(([isAsked]) => isAsked).map(([, sum]) => sum);
}
