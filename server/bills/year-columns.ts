import {
  FIRST_STAY,
  fen,
  NO_MONEY,
  PricingError,
  printYuan,
  YEARLY_LAYERS,
  type Fen,
  type LayerYear,
  type YearlyLayer,
  type YearToDate,
} from '../../pricing/index.js';

/** What a bill needs to know of a layer's year. */
export interface YearSum {
  readonly layer: YearlyLayer;
  readonly of: keyof LayerYear;
}

const CHINESE: Readonly<Record<YearlyLayer, string>> = {
  'basic-pool': '统筹',
  'large-sum': '大额',
  'civil-servant-aid': '公务员补助',
  'enterprise-supplement': '企业补充',
  'major-illness': '大病',
  'medical-assistance': '医疗救助',
  'assistance-tilt': '倾斜救助',
};

/** Stays of the person that ended earlier in the year. */
export const EARLIER_STAYS = 'earlierStaysThisYear';

/** Every sum of a year, in the order of the columns. */
export const YEAR_SUMS: readonly YearSum[] = YEARLY_LAYERS.flatMap((layer): YearSum[] => [
  { layer, of: 'counted' },
  { layer, of: 'paid' },
]);

/** Name of the column of a sum, of the bills of a person before and after a stay alike: `majorIllnessPaidThisYear`. */
export function yearColumn({ layer, of }: YearSum): string {
  const camel = layer.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${camel}${of === 'paid' ? 'Paid' : 'Counted'}ThisYear`;
}

/** The Chinese name of the column of a sum: 年内大病已支付. */
export const chineseYearColumn = ({ layer, of }: YearSum): string =>
  `年内${CHINESE[layer]}${of === 'paid' ? '已支付' : '已计入'}`;

/** What a record states of the person's year. A sum that is not stated is absent. */
export interface StatedYear {
  readonly earlierStays: number | undefined;
  readonly sums: ReadonlyMap<string, Fen>;
}

/**
 * The year before a stay. A first stay has no earlier sums; after others, every sum that a layer of the policy goes on from must be stated,
 * since taking it for nothing would pay a start line or a yearly cap twice.
 *
 * @throws PRICING_EARLIER_STAYS_UNKNOWN, PRICING_FACT_MISSING naming the column
 */
export function yearBeforeStay(caseId: string, { earlierStays, sums }: StatedYear, asked: readonly YearSum[]): YearToDate {
  if (earlierStays === undefined) throw new PricingError('PRICING_EARLIER_STAYS_UNKNOWN', { case: caseId });
  const missing = earlierStays === 0 ? undefined : asked.find((sum) => !sums.has(yearColumn(sum)));
  if (missing !== undefined) throw new PricingError('PRICING_FACT_MISSING', { case: caseId, field: yearColumn(missing) });
  const sumOf = (layer: YearlyLayer, of: YearSum['of']): Fen => sums.get(yearColumn({ layer, of })) ?? NO_MONEY;
  const layers = YEARLY_LAYERS.map((layer) => [layer, { counted: sumOf(layer, 'counted'), paid: sumOf(layer, 'paid') }]);
  return { earlierStays, layers: { ...FIRST_STAY.layers, ...(Object.fromEntries(layers) as YearToDate['layers']) } };
}

/** The sums after a stay, by column; one that is not known because nobody stated it before is empty. */
export function yearCells(after: YearToDate, { earlierStays, sums }: StatedYear): string[] {
  const isKnown = (sum: YearSum): boolean => earlierStays === 0 || sums.has(yearColumn(sum));
  return [
    String(after.earlierStays),
    ...YEAR_SUMS.map((sum) => (isKnown(sum) ? printYuan(fen(after.layers[sum.layer][sum.of])) : '')),
  ];
}
