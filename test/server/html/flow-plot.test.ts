import { describe, expect, test } from 'vitest';
import { flowPlot, type FlowKind } from '../../../server/html/flow-plot.js';
import { seriesColour } from '../../../server/html/plot-colours.js';

const kind = (id: string, place: number): FlowKind => ({ id, name: { zh: `${id}<`, en: id }, colour: seriesColour(place) });
const [drg, dip, bed] = [kind('drg', 0), kind('dip', 1), kind('bed', 2)] as const;
const flow = (from: FlowKind, to: FlowKind, size: number) => ({ from, to, size, printed: `${from.id}-${to.id}` });

describe('flowPlot', () => {
  const drawn = flowPlot('methods', [flow(drg, dip, 75), flow(drg, bed, 15), flow(bed, bed, 10)]);

  test('draws a band for each flow, with its words where someone points', () => {
    const bands = [...drawn.matchAll(/<path [^>]*><title>(.*?)<\/title>/g)].map((match) => match[1]);
    expect(bands).toEqual(['drg-dip', 'drg-bed', 'bed-bed']);
  });

  test('a kind is as high as all that goes from it or to it; a small one has room for its name', () => {
    // 240 for 100: from drg 90, bed 10 (24 is less than the 28 of a name); to dip 75, bed 25
    const heights = [...drawn.matchAll(/<rect [^>]*height="([\d.]+)"/g)].map((match) => match[1]);
    expect(heights).toEqual(['216', '28', '180', '60']);
  });

  test('a second band of a kind begins where the first one ends', () => {
    const starts = [...drawn.matchAll(/d="M\d+ ([\d.]+)C/g)].map((match) => match[1]);
    // drg from 0 and from 180; bed below drg and the gap of 8
    expect(starts).toEqual(['0', '180', '224']);
  });

  test('names are text, whatever signs they hold', () => {
    expect(drawn).toContain('drg&lt;');
    expect(drawn).not.toContain('drg<<');
  });
});
