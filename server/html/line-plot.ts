import { displayWidth } from '../display-width.js';
import type { PlotColour } from './plot-colours.js';
import { plotScale, type PlotScale } from './plot-scale.js';
import { drawing, element, hint, label } from './svg.js';

/** A line of a plot. */
export interface PlotSeries {
  readonly name: string;
  readonly colour: PlotColour;
  /** One for each place along the plot; undefined where there is none. */
  readonly points: readonly ({ readonly value: number; readonly printed: string } | undefined)[];
}

/** A stretch of values that has a name, such as the zone "normal"; the one above it begins where it ends. */
export interface PlotBand {
  readonly name: string;
  readonly colour: string;
  /** Undefined for the band that ends nowhere. */
  readonly until: number | undefined;
}

export interface LinePlot {
  /** What is to be seen, for whoever hears it. */
  readonly what: string;
  /** What the values are counted in; stands above their axis. */
  readonly unit: string;
  readonly places: readonly string[];
  readonly series: readonly PlotSeries[];
  readonly bands?: readonly PlotBand[];
  /** Values that the axis shows in any case. */
  readonly shows?: readonly number[];
}

const WIDTH = 760;
const HEIGHT = 300;
const LEFT = 64;
const TOP = 34;
const BOTTOM = 34;
/** Room that a Latin sign takes, and what stands before a name: a piece of its line. Unit: units of the drawing. */
const SIGN = 6.4;
const PIECE = 40;
/** Steps at which places are named. */
const EVERY = [1, 2, 3, 6, 12];
/** Points of longer plots are not marked one by one. */
const MOST_MARKED = 16;

/** Values along months, a line for each series, which is named where it ends. */
export function linePlot({ what, unit, places, series, bands = [], shows = [] }: LinePlot): string {
  const values = series.flatMap(({ points }) => points.flatMap((point) => (point === undefined ? [] : [point.value])));
  const scale = plotScale([...shows, ...values], HEIGHT - BOTTOM, TOP);
  const right = WIDTH - PIECE - SIGN * Math.max(...series.map((one) => displayWidth(nameOf(one))));
  const x = (place: number): number => LEFT + (places.length < 2 ? 0.5 : place / (places.length - 1)) * (right - LEFT);
  const grid = scale.ticks.map((tick) => {
    const y = scale.place(tick);
    return (
      element('line', { x1: LEFT, x2: right, y1: y, y2: y, class: 'grid' }) +
      label(scale.print(tick), LEFT - 8, y + 4, { class: 'tick', 'text-anchor': 'end' })
    );
  });
  // As many names as do not run into each other, at steps that people count months in.
  const room = (places.length * (SIGN * Math.max(...places.map(displayWidth)) + 10)) / (right - LEFT);
  const every = EVERY.find((step) => step >= room) ?? Math.ceil(room);
  const names = places.map((place, at) =>
    at % every === 0 ? label(place, x(at), HEIGHT - BOTTOM + 18, { class: 'tick', 'text-anchor': 'middle' }) : '',
  );
  const ends = spread(series.map(({ points }) => scale.place(points.findLast((point) => point !== undefined)?.value ?? 0)));
  const lines = series.map((one, at) => drawnLine(one, places, x, scale, { x: right + 8, y: ends[at]! }));
  const title = label(unit, 4, 14, { class: 'tick' });
  const zones = drawnBands(bands, scale, right);
  return drawing(WIDTH, HEIGHT, what, title, ...zones.areas, ...grid, ...names, ...lines, ...zones.names);
}

/** What a line is called where it ends, with the value it ends at. */
function nameOf({ name, points }: PlotSeries): string {
  const last = points.findLast((point) => point !== undefined);
  return last === undefined ? name : `${name} ${last.printed}`;
}

function drawnLine(
  one: PlotSeries,
  places: readonly string[],
  x: (place: number) => number,
  scale: PlotScale,
  end: { readonly x: number; readonly y: number },
): string {
  const { name, colour, points } = one;
  const drawn = points.flatMap((point, at) =>
    point === undefined ? [] : [{ ...point, at, x: x(at), y: scale.place(point.value) }],
  );
  const last = drawn.at(-1);
  if (last === undefined) return '';
  const dots = (places.length > MOST_MARKED ? [] : drawn).map((point) =>
    element(
      'circle',
      { cx: point.x, cy: point.y, r: 2.5, fill: colour.fill },
      hint(`${name} ${places[point.at]}: ${point.printed}`),
    ),
  );
  const path = drawn.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ');
  const stroke = { stroke: colour.fill, 'stroke-width': 2, 'stroke-dasharray': colour.dashes };
  return (
    element('polyline', { points: path, fill: 'none', ...stroke }) +
    dots.join('') +
    element('line', { x1: end.x, x2: end.x + 22, y1: end.y, y2: end.y, ...stroke }) +
    label(nameOf(one), end.x + 28, end.y + 4, { class: 'name' })
  );
}

/** Bands behind the lines, each with a line where it ends; their names stand at their upper ends and before everything else. */
function drawnBands(bands: readonly PlotBand[], scale: PlotScale, right: number) {
  const areas: string[] = [];
  const names: string[] = [];
  let from = scale.ticks[0]!;
  for (const { name, colour, until } of bands) {
    const to = Math.min(until ?? Infinity, scale.ticks.at(-1)!);
    if (to <= from) continue;
    const [y, bottom] = [scale.place(to), scale.place(from)];
    areas.push(element('rect', { x: LEFT, y, width: right - LEFT, height: bottom - y, fill: colour, 'fill-opacity': '0.13' }));
    areas.push(element('line', { x1: LEFT, x2: right, y1: y, y2: y, class: 'border' }));
    names.push(label(name, LEFT + 6, y + 13, { class: 'band' }));
    from = to;
  }
  return { areas, names };
}

/** Names beside each other keep a line's distance. Unit: units of the drawing. */
const LINE = 16;

/** Moves names that would lie over each other apart, the lower one down, and all of them up again where they would leave the drawing. */
function spread(places: readonly number[]): readonly number[] {
  const order = places.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y);
  const moved = [...places];
  let last = -Infinity;
  for (const { y, at } of order) {
    last = Math.max(y, last + LINE);
    moved[at] = last;
  }
  let lowest = HEIGHT - 8;
  for (const { at } of order.reverse()) {
    moved[at] = Math.min(moved[at]!, lowest);
    lowest = moved[at] - LINE;
  }
  return moved;
}
