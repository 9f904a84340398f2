import { createHash } from 'node:crypto';
import { PricingError } from '../errors.js';

/** An expert of the roster: a number, never a name. */
export interface Expert {
  readonly expert: string;
  /** Where the expert works; empty for one of no hospital. */
  readonly hospital: string;
}

/** Why an expert did not take part in a draw. */
export type Exclusion = 'own-hospital' | 'recused' | 'earlier-panel';

export interface ExcludedExpert {
  readonly expert: string;
  readonly why: Exclusion;
}

/** What decides a draw. The same values give the same panel, whoever repeats it. */
export interface PanelDraw {
  readonly application: string;
  /** Hospital of the applicant. */
  readonly hospital: string;
  /** Text that nobody could foresee; it is recorded with the draw. */
  readonly seed: string;
  readonly size: number;
  readonly recused: readonly string[];
  /** Experts that decided before, where the hospital appealed. */
  readonly earlier: readonly string[];
}

/** Experts that were drawn, and those that could not be. */
export interface DrawnPanel {
  /** In the order of the draw. */
  readonly panel: readonly string[];
  readonly excluded: readonly ExcludedExpert[];
  /** Number of experts that the panel was drawn from. */
  readonly candidates: number;
}

/**
 * Draws experts at random. Each candidate's lot is the SHA-256 of seed, application and number, and the smallest lots win: neither the order
 * of the roster nor an expert that was left out moves anybody else's lot, and everyone can check it by hand.
 *
 * @throws PRICING_REVIEW_EXPERTS_TOO_FEW, PRICING_REVIEW_EXPERT_REPEATED
 */
export function drawPanel(roster: readonly Expert[], draw: PanelDraw): DrawnPanel {
  const excluded: ExcludedExpert[] = [];
  const candidates: { readonly expert: string; readonly lot: string }[] = [];
  const seen = new Set<string>();
  for (const { expert, hospital } of roster) {
    if (seen.has(expert)) throw new PricingError('PRICING_REVIEW_EXPERT_REPEATED', { expert });
    seen.add(expert);
    const why = exclusion(expert, hospital, draw);
    if (why === undefined) candidates.push({ expert, lot: lotOf(draw, expert) });
    else excluded.push({ expert, why });
  }
  const { application, size } = draw;
  if (candidates.length < size)
    throw new PricingError('PRICING_REVIEW_EXPERTS_TOO_FEW', {
      application,
      left: String(candidates.length),
      size: String(size),
    });
  const panel = candidates.sort((a, b) => (a.lot < b.lot ? -1 : 1)).slice(0, size);
  return {
    panel: panel.map(({ expert }) => expert),
    excluded: excluded.sort((a, b) => (a.expert < b.expert ? -1 : 1)),
    candidates: candidates.length,
  };
}

function exclusion(expert: string, hospital: string, draw: PanelDraw): Exclusion | undefined {
  if (hospital === draw.hospital) return 'own-hospital';
  if (draw.recused.includes(expert)) return 'recused';
  return draw.earlier.includes(expert) ? 'earlier-panel' : undefined;
}

const lotOf = ({ seed, application }: PanelDraw, expert: string): string =>
  createHash('sha256').update(`${seed}\n${application}\n${expert}`).digest('hex');
