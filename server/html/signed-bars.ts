import type { PlotColour } from './plot-colours.js';
import { plotScale } from './plot-scale.js';
import { drawing, element, hint, label } from './svg.js';

/** An amount with a sign, as a bar to one side or the other. */
export interface SignedBar {
  readonly name: string;
  readonly value: number;
  readonly printed: string;
  readonly colour: PlotColour;
}

const WIDTH = 760;
const ROW = 20;
const NAMES = 130;
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
      label(scale.print(tick), x, height - 6, { class: 'tick', 'text-anchor': 'middle' })
    );
  });
  const rows = bars.map(({ name, value, printed, colour }, at) => {
    const y = at * ROW + 3;
    const end = scale.place(value);
    const bar = { x: Math.min(zero, end), y, width: Math.max(Math.abs(end - zero), 0.6), height: ROW - 6, fill: colour.fill };
    return (
      label(name, NAMES - 10, y + 11, { class: 'name', 'text-anchor': 'end' }) +
      element('rect', bar, hint(`${name}: ${printed}`)) +
      label(printed, WIDTH, y + 11, { class: 'tick', 'text-anchor': 'end' })
    );
  });
  return drawing(WIDTH, height, what, ...grid, ...rows);
}
