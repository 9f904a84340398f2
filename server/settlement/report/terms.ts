import type { BilingualText } from '../../../reference-data/index.js';
import { both, type PageSection } from '../../html/html-page.js';
import type { ReportContent } from './report-content.js';

interface Term {
  readonly name: BilingualText;
  readonly means: BilingualText;
}

const term = (zh: string, en: string, meansZh: string, meansEn: string): Term => ({
  name: { zh, en },
  means: { zh: meansZh, en: meansEn },
});

const SHARED: readonly Term[] = [
  term(
    '按项目记账',
    'billed by item',
    '病例总费用减去个人及其他基金支付：若按项目付费，基金应付的金额。',
    'Charges of the cases less what patients and other funds paid: what the fund would have paid item by item.',
  ),
  term(
    '点值',
    'point value',
    '一点值多少元：资金池可分配总额 ÷ 点数。固定点值事先公布，浮动点值由总额算出，政策可规定封顶。',
    'What a point is worth: what a pool has to distribute over its points. A fixed value is published beforehand, a floating one follows from the pool; the policy may cap it.',
  ),
  term(
    '结余、超支',
    'surplus, overspend',
    '应付高于按项目记账为结余，低于为超支。',
    'Due above what care by item would have billed is a surplus, below it an overspend.',
  ),
  term('倍率', 'multiple', '病例总费用 ÷ 该病例的支付标准。', 'Total charges of a case over its payment standard.'),
  term(
    '未用额、尾差',
    'not paid out, residue',
    '未用额是封顶、固定价等使资金池没有付出的部分；尾差是四舍五入剩下的分。',
    'Not paid out is what a cap or a fixed price left in the pool; the residue is what rounding left.',
  ),
];

const MONTH: readonly Term[] = [
  term(
    '当月应付、本次拨付',
    'due for the month, paid now',
    '当月应付是资金池按当月病例给机构的金额；本次拨付是乘预付比例、预留质量保证金、扣审核扣款并抵扣前期欠额之后实付的金额。各步骤的顺序由政策规定。',
    'Due is what the pools give the hospital for the cases of the month; paid is what is left after the advance share, the deposit, audit deductions and what is set off from before. The policy orders the steps.',
  ),
];

const YEAR: readonly Term[] = [
  term(
    '年度应付',
    'due for the year',
    '资金池支付额经考核、结余留用、超支分担、储备金限额、封顶、取整等步骤后的金额，步骤及顺序由政策规定。',
    'What the pools pay after assessment, surplus kept, overspend shared, limit of the reserve, caps and rounding, in the order of the policy.',
  ),
  term(
    '清算应拨',
    'final payment',
    '年度应付 − 各月已计付 − 预留的质量保证金 − 预付金；为负的在以后月份抵扣。返还的保证金另列（depositReturned）。',
    'Due − months − deposit withheld − prepayment; below zero it is set off in later months. What is given back of the deposit stands by itself (depositReturned).',
  ),
  term(
    '质量保证金',
    'deposit',
    '各月预留、清算时按考核结果返还的部分。',
    'What months withheld and clearing gives back by the result of the assessment.',
  ),
];

/** What the words of the report mean. */
export function terms({ identity }: ReportContent): PageSection {
  const all = [...(identity.kind === 'month' ? MONTH : YEAR), ...SHARED];
  return {
    title: { zh: '名词说明', en: 'What the words mean' },
    content: `<dl>${all.map(({ name, means }) => `<dt>${both(name)}</dt><dd>${both(means)}</dd>`).join('')}</dl>`,
  };
}
