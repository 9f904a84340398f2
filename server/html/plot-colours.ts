/** A colour of a plot and how it stays apart from others without any: on grey paper and for whoever sees no colour. */
export interface PlotColour {
  readonly fill: string;
  /** What is written on it. */
  readonly text: string;
  /** How a line of it is broken; whole where it is absent. */
  readonly dashes?: string;
}

const WHITE = '#ffffff';
const BLACK = '#1c2430';

/** Dark and light by turns, so that neighbours stay apart when printed grey; no two of the same lightness have the same line. */
const SERIES: readonly PlotColour[] = [
  { fill: '#1b4f8a', text: WHITE },
  { fill: '#e08e2e', text: BLACK, dashes: '7 3' },
  { fill: '#1f6b50', text: WHITE, dashes: '2 3' },
  { fill: '#b291d6', text: BLACK, dashes: '10 3 2 3' },
  { fill: '#8c2d2a', text: WHITE, dashes: '14 4' },
  { fill: '#93a0ad', text: BLACK, dashes: '4 4' },
  { fill: '#5f5200', text: WHITE, dashes: '10 3 2 3 2 3' },
  { fill: '#4db6c1', text: BLACK, dashes: '1 4' },
];
export const SURPLUS_COLOUR = SERIES[0]!;
export const OVERSPEND_COLOUR = SERIES[1]!;

export function seriesColour(place: number): PlotColour {
  return SERIES[place % SERIES.length]!;
}
