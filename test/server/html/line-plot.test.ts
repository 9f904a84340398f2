import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../server/display-width.js';
import { linePlot } from '../../../server/html/line-plot.js';
import { seriesColour } from '../../../server/html/plot-colours.js';

const point = (value: number) => ({ value, printed: value.toFixed(2) });
const plot = (name: string, places: readonly string[]): string =>
  linePlot({
    what: 'a plot',
    unit: 'months',
    places,
    series: [
      { name, colour: seriesColour(0), points: places.map((_, at) => point(at)) },
      { name: 'other', colour: seriesColour(1), points: places.map(() => undefined) },
    ],
  });
const months = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${2026 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`);

describe('linePlot', () => {
  test.each(['实际 past', '点数膨胀 more points a case', '居民 residents 固定 fixed'])(
    'the name %s ends within the drawing',
    (name) => {
      const [, x] = new RegExp(`<text x="([0-9.]+)"[^>]*>${name} 2\\.00<`).exec(plot(name, months(3)))!;
      // A Latin sign takes 5.5 of the drawing's units at 11 px in the fonts that were looked at, and never more than 6.4.
      expect(Number(x) + 6.4 * displayWidth(`${name} 2.00`)).toBeLessThanOrEqual(760 + 12);
    },
  );

  test.each([
    [3, 3],
    [13, 7],
    [37, 7],
  ])('of %i months %i are named, so that none runs into the next', (count, named) => {
    expect(plot('past', months(count)).match(/>\d{4}-\d{2}</g)).toHaveLength(named);
  });

  test('a line is told from another without its colour', () => {
    const colours = Array.from({ length: 8 }, (_, at) => seriesColour(at));
    expect(new Set(colours.map(({ dashes }) => dashes)).size).toBe(colours.length);
    const light = colours.map(({ fill }) => brightness(fill));
    // Neighbours stay apart on grey paper: of full brightness a fifth at least.
    for (const [at, one] of light.slice(1).entries()) expect(Math.abs(one - light[at]!)).toBeGreaterThan(51);
  });

  test('a series without a point is not drawn', () => {
    expect(plot('past', months(3)).match(/<polyline/g)).toHaveLength(1);
  });
});

/** How light a colour is when printed grey, 0 to 255. */
const brightness = (fill: string): number => {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(fill.slice(at, at + 2), 16));
  return 0.299 * red! + 0.587 * green! + 0.114 * blue!;
};
