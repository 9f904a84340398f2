import { inThrees } from './in-threes.js';
import type { PlotColour } from './plot-colours.js';
import { plotScale } from './plot-scale.js';
import { drawing, element, hint, label } from './svg.js';

const WIDTH = 760;

/** Cases that lie in one stretch. */
export interface HistogramBin {
  readonly name: string;
  readonly count: number;
}

/** How many cases lie where: a column for each stretch. */
export function histogram(
  what: string,
  bins: readonly HistogramBin[],
  colour: PlotColour,
  axes: { readonly up: string; readonly along: string },
): string {
  const [height, top, bottom, left] = [280, 38, 46, 64];
  const scale = plotScale([0, ...bins.map(({ count }) => count)], height - bottom, top);
  const wide = (WIDTH - left) / bins.length;
  const grid = scale.ticks.map((tick) => {
    const y = scale.place(tick);
    return (
      element('line', { x1: left, x2: WIDTH, y1: y, y2: y, class: 'grid' }) +
      label(scale.print(tick), left - 8, y + 4, { class: 'tick', 'text-anchor': 'end' })
    );
  });
  const columns = bins.map(({ name, count }, at) => {
    const x = left + at * wide;
    const y = scale.place(count);
    return (
      element(
        'rect',
        { x: x + 2, y, width: wide - 4, height: height - bottom - y, fill: colour.fill },
        hint(`${name}: ${count}`),
      ) +
      label(inThrees(String(count)), x + wide / 2, y - 5, { class: 'tick', 'text-anchor': 'middle' }) +
      label(name, x + wide / 2, height - bottom + 18, { class: 'tick', 'text-anchor': 'middle' })
    );
  });
  const titles = [
    label(axes.up, 4, 14, { class: 'tick' }),
    label(axes.along, (left + WIDTH) / 2, height - 6, { class: 'tick', 'text-anchor': 'middle' }),
  ];
  return drawing(WIDTH, height, what, ...titles, ...grid, ...columns);
}
