import { inThrees } from './in-threes.js';

/** A stretch of numbers laid over a stretch of the drawing. */
export interface PlotScale {
  readonly ticks: readonly number[];
  place(value: number): number;
  /** A tick as people read it: as many decimals as tell the ticks apart, groups of three digits. */
  print(tick: number): string;
}

/** Steps that people count in. */
const STEPS = [1, 2, 2.5, 5, 10];

/**
 * A scale with round ticks around some numbers.
 *
 * @param numbers What is shown; none at all gives 0 to 1.
 * @param from Where the least tick stands in the drawing, and where the greatest.
 */
export function plotScale(numbers: readonly number[], from: number, to: number, most = 5): PlotScale {
  const least = Math.min(...numbers);
  const greatest = Math.max(...numbers);
  const [low, high] = numbers.length === 0 ? [0, 1] : least === greatest ? around(least) : [least, greatest];
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = STEPS.find((one) => one * power >= rough * 0.999)! * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, place) => (first + place) * step);
  const place = (value: number): number => from + ((value - first * step) / ((last - first) * step)) * (to - from);
  const decimals = decimalsOf(step);
  const print = (tick: number): string => inThrees(tick.toFixed(decimals));
  return { ticks, place, print };
}

/** A single number stands in the middle of something. */
function around(value: number): readonly [number, number] {
  const margin = value === 0 ? 1 : Math.abs(value) / 10;
  return [value - margin, value + margin];
}

function decimalsOf(step: number): number {
  const power = Math.floor(Math.log10(step) + 1e-9);
  const isWhole = Math.abs(step / 10 ** power - Math.round(step / 10 ** power)) < 1e-6;
  return Math.max(0, -power + (isWhole ? 0 : 1));
}
