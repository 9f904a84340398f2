import { PricingError } from '../errors.js';
import { addFen, NO_MONEY, printYuan, type Fen } from '../money.js';
import type { LayerId } from './layers.js';

/** Layers with limits or lines that hold for a year. */
export const YEARLY_LAYERS = [
  'basic-pool',
  'large-sum',
  'civil-servant-aid',
  'enterprise-supplement',
  'major-illness',
  'medical-assistance',
  'assistance-tilt',
] as const satisfies readonly LayerId[];
export type YearlyLayer = (typeof YEARLY_LAYERS)[number];

/** What a layer has seen of a person's year. Unit: fen. */
export interface LayerYear {
  /** Charges or burden that the layer counted, whether it paid anything or not. */
  readonly counted: Fen;
  readonly paid: Fen;
}

/** A person's year before a stay: what one bill hands on to the next. The year is that of the policy; who keeps the sums starts it anew. */
export interface YearToDate {
  readonly earlierStays: number;
  readonly layers: Readonly<Record<YearlyLayer, LayerYear>>;
}

const NOTHING: LayerYear = { counted: NO_MONEY, paid: NO_MONEY };

/** The first stay of a person's year. */
export const FIRST_STAY: YearToDate = {
  earlierStays: 0,
  layers: Object.fromEntries(YEARLY_LAYERS.map((layer) => [layer, NOTHING])) as unknown as YearToDate['layers'],
};

/** What a layer counted and paid of one stay. */
export interface LayerSums extends LayerYear {
  readonly layer: LayerId;
}

/** The year with one more stay in it. */
export function afterStay(year: YearToDate, stay: readonly LayerSums[]): YearToDate {
  const layers = Object.entries(year.layers).map(([layer, before]) => {
    const now = stay.find((sums) => sums.layer === layer) ?? NOTHING;
    return [layer, { counted: addFen(before.counted, now.counted), paid: addFen(before.paid, now.paid) }] as const;
  });
  return { earlierStays: year.earlierStays + 1, layers: Object.fromEntries(layers) as unknown as YearToDate['layers'] };
}

/** @throws PRICING_FACT_INVALID when a sum of the year is below zero. */
export function checkYear(caseId: string, { layers }: YearToDate): void {
  for (const [layer, sums] of Object.entries(layers)) {
    for (const [name, amount] of Object.entries(sums as LayerYear)) {
      if (amount >= 0n) continue;
      const field = `yearToDate.${layer}.${name}`;
      throw new PricingError('PRICING_FACT_INVALID', { case: caseId, field, value: printYuan(amount as Fen) });
    }
  }
}
