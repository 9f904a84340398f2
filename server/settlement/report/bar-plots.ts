import { drawing, element, hint, label } from './svg.js';
import { plotScale } from './plot-scale.js';

/** An amount with a sign, as a bar to one side or the other. */
export interface SignedBar {
  readonly name: string;
  readonly value: number;
  readonly printed: string;
  readonly colour: string;
}

const WIDTH = 760;
const ROW = 20;
const NAMES = 190;
const FIGURES = 110;

/** Bars left and right of zero, a row for each, in the order given. */
export function signedBars(what: string, bars: readonly SignedBar[]): string {
  const scale = plotScale([0, ...bars.map(({ value }) => value)], NAMES, WIDTH - FIGURES, 4);
  const height = bars.length * ROW + 26;
  const zero = scale.place(0);
  const grid = scale.ticks.map((tick) => {
    const x = scale.place(tick);
    const isZero = Math.abs(x - zero) < 0.01;
    return (
      element('line', { x1: x, x2: x, y1: 0, y2: height - 22, class: isZero ? 'zero' : 'grid' }) +
      label(tick.toFixed(scale.decimals), x, height - 6, { class: 'tick', 'text-anchor': 'middle' })
    );
  });
  const rows = bars.map(({ name, value, printed, colour }, at) => {
    const y = at * ROW + 3;
    const end = scale.place(value);
    const bar = { x: Math.min(zero, end), y, width: Math.max(Math.abs(end - zero), 0.6), height: ROW - 6, fill: colour };
    return (
      label(name, NAMES - 10, y + 11, { class: 'name', 'text-anchor': 'end' }) +
      element('rect', bar, hint(`${name}: ${printed}`)) +
      label(printed, WIDTH, y + 11, { class: 'tick', 'text-anchor': 'end' })
    );
  });
  return drawing(WIDTH, height, what, ...grid, ...rows);
}

/** A part of a whole. */
export interface SharePart {
  readonly name: string;
  readonly colour: string;
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
        { x, y, width: share * wide, height: 24, fill: colour, stroke: '#fff' },
        hint(`${name} · ${part}: ${printed}`),
      );
      const figure =
        share < WIDE_ENOUGH
          ? ''
          : label(`${(share * 100).toFixed(1)} %`, x + (share * wide) / 2, y + 16, { class: 'inside', 'text-anchor': 'middle' });
      return rect + figure;
    });
    return label(name, NAMES - 10, y + 16, { class: 'name', 'text-anchor': 'end' }) + cut.join('');
  });
  return drawing(WIDTH, height, what, ...drawn);
}

/** Cases that lie in one stretch. */
export interface HistogramBin {
  readonly name: string;
  readonly count: number;
}

/** How many cases lie where: a column for each stretch. */
export function histogram(what: string, bins: readonly HistogramBin[], colour: string): string {
  const [height, top, bottom, left] = [260, 22, 30, 64];
  const scale = plotScale([0, ...bins.map(({ count }) => count)], height - bottom, top);
  const wide = (WIDTH - left) / bins.length;
  const grid = scale.ticks.map((tick) => {
    const y = scale.place(tick);
    return (
      element('line', { x1: left, x2: WIDTH, y1: y, y2: y, class: 'grid' }) +
      label(tick.toFixed(scale.decimals), left - 8, y + 4, { class: 'tick', 'text-anchor': 'end' })
    );
  });
  const columns = bins.map(({ name, count }, at) => {
    const x = left + at * wide;
    const y = scale.place(count);
    return (
      element('rect', { x: x + 2, y, width: wide - 4, height: height - bottom - y, fill: colour }, hint(`${name}: ${count}`)) +
      label(String(count), x + wide / 2, y - 5, { class: 'tick', 'text-anchor': 'middle' }) +
      label(name, x + wide / 2, height - bottom + 18, { class: 'tick', 'text-anchor': 'middle' })
    );
  });
  return drawing(WIDTH, height, what, ...grid, ...columns);
}
