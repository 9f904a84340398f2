import { expect, test } from 'vitest';
import { parseYuan, printYuan, sumFen } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { HALF_UP_TO_FEN } from '../../../pricing/rounding.js';
import { instalments } from '../../../pricing/settlement/instalments.js';
import { withhold } from '../../../pricing/settlement/withhold.js';

test('instalments: every month is rounded alike and the last takes what is left', () => {
  // 1000 ÷ 12 = 83.333…
  const months = instalments(parseYuan('1000.00'), 12, HALF_UP_TO_FEN);
  expect(months.map(printYuan)).toEqual([...Array.from({ length: 11 }, () => '83.33'), '83.37']);
  expect(sumFen(months)).toBe(parseYuan('1000.00'));
});

test('withhold: what is paid and what is held add up to what is due', () => {
  const { paid, held } = withhold(['100.05', '33.33'].map(parseYuan), parseRatio('0.9'), HALF_UP_TO_FEN);
  // 90.045 and 29.997
  expect([...paid, held].map(printYuan)).toEqual(['90.05', '30.00', '13.33']);
});
