import type { BilingualText } from '../../reference-data/index.js';
import type { Dimension } from './gains-and-losses.js';

/** What gains and losses are told apart by. */
export const DIMENSION_TITLES: Readonly<Record<Dimension, BilingualText>> = {
  fund: { zh: '基金', en: 'Funds' },
  hospital: { zh: '医疗机构', en: 'Hospitals' },
  mdc: { zh: '主要诊断大类', en: 'MDC' },
  severity: { zh: '严重程度', en: 'Severity' },
  method: { zh: '支付方式（现行 > 模拟）', en: 'Methods (now > simulated)' },
};
