import { drawing, element, hint, label } from './svg.js';
import { plotScale } from './plot-scale.js';

/** A line of a plot. */
export interface PlotSeries {
  readonly name: string;
  readonly colour: string;
  /** One for each place along the plot; undefined where there is none. */
  readonly points: readonly ({ readonly value: number; readonly printed: string } | undefined)[];
}

const WIDTH = 760;
const HEIGHT = 280;
const LEFT = 64;
const RIGHT = 150;
const TOP = 16;
const BOTTOM = 34;

/** Values along months, a line for each series, which is named where it ends. */
export function linePlot(what: string, places: readonly string[], series: readonly PlotSeries[]): string {
  const values = series.flatMap(({ points }) => points.flatMap((point) => (point === undefined ? [] : [point.value])));
  const scale = plotScale(values, HEIGHT - BOTTOM, TOP);
  const x = (place: number): number => LEFT + (places.length < 2 ? 0.5 : place / (places.length - 1)) * (WIDTH - LEFT - RIGHT);
  const grid = scale.ticks.map((tick) => {
    const y = scale.place(tick);
    return (
      element('line', { x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y, class: 'grid' }) +
      label(tick.toFixed(scale.decimals), LEFT - 8, y + 4, { class: 'tick', 'text-anchor': 'end' })
    );
  });
  const names = places.map((place, at) => label(place, x(at), HEIGHT - BOTTOM + 18, { class: 'tick', 'text-anchor': 'middle' }));
  const ends = spread(series.map(({ points }) => scale.place(points.findLast((point) => point !== undefined)?.value ?? 0)));
  const lines = series.map(({ name, colour, points }, at) => {
    const drawn = points.flatMap((point, place) =>
      point === undefined ? [] : [{ ...point, x: x(place), y: scale.place(point.value) }],
    );
    if (drawn.length === 0) return '';
    const dots = drawn.map((point, place) =>
      element('circle', { cx: point.x, cy: point.y, r: 3, fill: colour }, hint(`${name} ${places[place]}: ${point.printed}`)),
    );
    const path = drawn.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
    return (
      element('polyline', { points: path, fill: 'none', stroke: colour, 'stroke-width': 2 }) +
      dots.join('') +
      label(`${name} ${drawn.at(-1)!.printed}`, WIDTH - RIGHT + 10, ends[at]! + 4, { fill: colour, class: 'name' })
    );
  });
  return drawing(WIDTH, HEIGHT, what, ...grid, ...names, ...lines);
}

/** Names beside each other keep a line's distance. Unit: units of the drawing. */
const LINE = 16;

/** Moves names that would lie over each other apart, the lower one down. */
function spread(places: readonly number[]): readonly number[] {
  const order = places.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y);
  const moved = [...places];
  let last = -Infinity;
  for (const { y, at } of order) {
    last = Math.max(y, last + LINE);
    moved[at] = last;
  }
  return moved;
}
