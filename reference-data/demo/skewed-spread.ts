import type { SeededRandom } from './seeded-random.js';

/**
 * Quantiles of a log-normal distribution with median 1 and sigma 0.35, at the middles of 64 equal shares. Unit: thousandths.
 *
 * A table and not a formula, because `Math.exp` and `Math.log` may differ between engines in the last bit, and the files with them.
 */
const QUANTILES = [
  429, 499, 540, 571, 597, 620, 641, 660, 677, 694, 710, 726, 740, 755, 769, 783, 796, 810, 823, 836, 849, 862, 875, 888, 901,
  914, 927, 940, 953, 966, 980, 993, 1007, 1021, 1035, 1049, 1064, 1079, 1094, 1110, 1126, 1143, 1160, 1177, 1196, 1215, 1235,
  1256, 1277, 1300, 1325, 1350, 1378, 1408, 1441, 1476, 1516, 1561, 1613, 1675, 1751, 1853, 2005, 2331,
];

/** How stays and charges scatter around their median: few are half of it, some are twice as much. Unit: thousandths of the median, 429-2331. */
export function skewedSpread(random: SeededRandom): number {
  const place = random.below((QUANTILES.length - 1) * 1024);
  const index = place >> 10;
  const low = QUANTILES[index]!;
  const high = QUANTILES[index + 1]!;
  return low + (((high - low) * (place & 1023)) >> 10);
}

/** A whole amount times thousandths, rounded down. Exact while the product stays below 2^53. */
export function thousandthsOf(amount: number, thousandths: number): number {
  return Math.floor((amount * thousandths) / 1000);
}
