import type { BreakdownLine, CalculationStep, Operand } from '../breakdown.js';
import type { Fen } from '../money.js';
import type { Citation } from '../policy/citation.js';
import type { Rounding } from '../rounding.js';
import type { BillFacts } from './bill-facts.js';
import { settled, type Burden, type BurdenPart } from './burden.js';
import { LAYERS, type LayerId } from './layers.js';
import type { WaivedLimit } from './waiver.js';
import type { LayerSums, YearToDate } from './year-to-date.js';

/** What every payer is handed beside its own parameters. */
export interface BillContext {
  readonly facts: BillFacts;
  /** Before this stay. */
  readonly year: YearToDate;
  readonly rounding: Rounding;
  /** Limits that this case is relieved of. */
  readonly waived: readonly WaivedLimit[];
}

/** What one payer paid, and what it left to the next. */
export interface PaidLayer extends LayerSums {
  readonly line: BreakdownLine;
  readonly steps: readonly CalculationStep[];
  readonly left: Burden;
}

interface Payment {
  readonly counted: Fen;
  readonly paid: Fen;
  /** Kinds of charges that the payment may settle. */
  readonly parts: readonly BurdenPart[];
  readonly formula: { readonly zh: string; readonly en: string };
  readonly operands: readonly Operand[];
  readonly citation?: Citation | undefined;
  readonly steps?: readonly CalculationStep[] | undefined;
}

/** Takes a payment off the burden and says what it was. */
export function payment(
  layer: LayerId,
  burden: Burden,
  { counted, paid, parts, formula, operands, ...rest }: Payment,
): PaidLayer {
  const { citation, steps = [] } = rest;
  const line: BreakdownLine = {
    rule: { id: layer, label: LAYERS[layer].title, formula },
    operands,
    amount: paid,
    ...(citation === undefined ? {} : { citation }),
  };
  return { layer, counted, paid, line, steps, left: settled(burden, paid, parts) };
}
