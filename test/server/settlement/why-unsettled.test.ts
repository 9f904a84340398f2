import { describe, expect, test } from 'vitest';
import { whyUnsettled } from '../../../server/settlement/why-unsettled.js';

describe('whyUnsettled', () => {
  test.each([
    [
      'a code about one thing',
      'PRICING_GROUP_MISSING:dip',
      '病例没有分组结果，dip 无法计价',
      'Case has no group, and dip prices groups',
    ],
    [
      'a fact that is missing',
      'PRICING_FACT_MISSING:totalCharges',
      '病例缺少 totalCharges，计价规则需要它',
      'Case does not state totalCharges, which a rule of payment needs',
    ],
    [
      'a code about more',
      'PRICING_NOT_A_SHARE:ratio,1.2',
      '病例的 … 为 …，不在 0 到 1 之间',
      'Case states … for …, which is not from 0 to 1',
    ],
    [
      'a record that went back',
      'returned',
      '未入组，病案退回医疗机构核对',
      'without a group: the record goes back to the hospital',
    ],
    ['what is no code', 'elsewhere', 'elsewhere', 'elsewhere'],
  ])('%s', (_why, why, zh, en) => {
    expect(whyUnsettled(why)).toEqual({ zh, en });
  });
});
