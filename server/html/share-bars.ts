import type { PlotColour } from './plot-colours.js';
import { drawing, element, hint, label } from './svg.js';

const WIDTH = 760;
const NAMES = 150;

/** A part of a whole. */
export interface SharePart {
  readonly name: string;
  readonly colour: PlotColour;
  /** From 0 to 1. */
  readonly share: number;
  readonly printed: string;
}

/** A whole and its parts. */
export interface ShareRow {
  readonly name: string;
  readonly parts: readonly SharePart[];
}

/** Parts narrower than this hold no figure. */
const WIDE_ENOUGH = 0.06;

/** Rows of the same length, each cut into its parts. */
export function shareBars(what: string, rows: readonly ShareRow[]): string {
  const height = rows.length * 34;
  const wide = WIDTH - NAMES;
  const drawn = rows.map(({ name, parts }, at) => {
    let from = NAMES;
    const y = at * 34 + 4;
    const cut = parts.map(({ name: part, colour, share, printed }) => {
      const x = from;
      from += share * wide;
      const rect = element(
        'rect',
        { x, y, width: share * wide, height: 24, fill: colour.fill, stroke: '#fff' },
        hint(`${name} · ${part}: ${printed}`),
      );
      const figure =
        share < WIDE_ENOUGH
          ? ''
          : label(`${(share * 100).toFixed(1)} %`, x + (share * wide) / 2, y + 16, {
              'text-anchor': 'middle',
              style: `fill:${colour.text}`,
            });
      return rect + figure;
    });
    return label(name, NAMES - 10, y + 16, { class: 'name', 'text-anchor': 'end' }) + cut.join('');
  });
  return drawing(WIDTH, height, what, ...drawn);
}
