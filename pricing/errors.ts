import { CodedError, type ErrorEntry, type TextDetails } from '../reference-data/index.js';
import { REVIEW_ERRORS } from './review/errors.js';
import { FUND_RISK_ERRORS } from './risk/errors.js';

/** Every fault that pricing can report: of a case, of a policy, or of the values of a group. */
export const PRICING_ERRORS = {
  ...REVIEW_ERRORS,
  ...FUND_RISK_ERRORS,
  PRICING_NOT_A_DECIMAL: {
    origin: 'input',
    what: { zh: '“{text}”不是十进制数。', en: '"{text}" is no decimal number.' },
    fix: { zh: '请写成 0.95 这样的数字，不带千位分隔符。', en: 'Write digits such as 0.95, without separators of thousands.' },
  },
  PRICING_NOT_AN_AMOUNT: {
    origin: 'input',
    what: { zh: '“{text}”不是以元为单位的金额。', en: '"{text}" is no amount in yuan.' },
    fix: { zh: '请写成 14400.00 这样的数字，最多两位小数。', en: 'Write digits such as 14400.00, with two decimals at most.' },
  },
  PRICING_FACT_MISSING: {
    origin: 'input',
    what: {
      zh: '病例 {case} 缺少 {field}，计价规则需要它。',
      en: 'Case {case} does not state {field}, which a rule of payment needs.',
    },
    fix: { zh: '请在输入中补上 {field}。', en: 'Add {field} to the input.' },
  },
  PRICING_EARLIER_STAYS_UNKNOWN: {
    origin: 'input',
    what: {
      zh: '病例 {case} 没有说明本年此前住院次数（earlierStaysThisYear），起付线和年度封顶无从计算。',
      en: 'Case {case} does not say how many stays of the year came before it (earlierStaysThisYear): deductible and yearly caps hang on them.',
    },
    fix: {
      zh: '请补上 earlierStaysThisYear 及各项年内累计；都是本年首次住院的，加 --first-stay。',
      en: 'Add earlierStaysThisYear and the sums of the year; where every stay is the first of its year, add --first-stay.',
    },
  },
  PRICING_FACT_INVALID: {
    origin: 'input',
    what: {
      zh: '病例 {case} 的 {field} 为 {value}，不能为负。',
      en: 'Case {case} states {value} for {field}, which is below zero.',
    },
    fix: { zh: '请改正 {field}。', en: 'Correct {field}.' },
  },
  PRICING_NOT_A_COUNT: {
    origin: 'input',
    what: {
      zh: '{of} 的 {field} 为 {value}，应为 {least} 到 {most} 的整数。',
      en: '{of} states {value} for {field}, which is no whole number from {least} to {most}.',
    },
    fix: { zh: '请改正 {field}。', en: 'Correct {field}.' },
  },
  PRICING_FACT_UNREADABLE: {
    origin: 'input',
    what: { zh: '病例 {case} 的 {what} 无法识别。', en: 'Case {case} states {what}, which cannot be read.' },
    fix: { zh: '请改正该记录；无法识别的内容不能计价。', en: 'Correct the record: nothing is paid on what cannot be read.' },
  },
  PRICING_NOT_A_SHARE: {
    origin: 'input',
    what: {
      zh: '病例 {case} 的 {field} 为 {value}，不在 0 到 1 之间。',
      en: 'Case {case} states {value} for {field}, which is not from 0 to 1.',
    },
    fix: { zh: '请把百分比写成小数，例如 0.80。', en: 'Write a percentage as a fraction, such as 0.80.' },
  },
  PRICING_GROUP_MISSING: {
    origin: 'input',
    what: { zh: '病例 {case} 没有分组结果，{method} 无法计价。', en: 'Case {case} has no group, and {method} prices groups.' },
    fix: {
      zh: '请先分组，或用 --scheme 指定方案边分组边计价，或在路由中给未入组病例另一种方式。',
      en: 'Group it first, or name its scheme (--scheme) so that it is grouped on the way, or route cases without a group to another method.',
    },
  },
  PRICING_GROUP_WITHOUT_VALUE: {
    origin: 'scheme',
    what: { zh: '病组 {group} 没有 {value}。', en: 'Group {group} has no {value}.' },
    fix: { zh: '请导入该方案和统筹区的权重、分值表。', en: 'Import the weights and points of this scheme and region.' },
  },
  PRICING_POLICY_INVALID: {
    origin: 'scheme',
    what: { zh: '支付政策 {path} 不可用：{why}。', en: 'The payment policy {path} cannot be used: {why}.' },
    fix: { zh: '请逐条改正后重试。', en: 'Correct each point and try again.' },
  },
  PRICING_POLICY_NOT_IN_FORCE: {
    origin: 'scheme',
    what: { zh: '{region} 的支付政策在 {day} 不适用。', en: 'The payment policy of {region} does not cover {day}.' },
    fix: { zh: '请选用涵盖该日的政策。', en: 'Choose a policy that covers this day.' },
  },
  PRICING_SECTION_MISSING: {
    origin: 'scheme',
    what: { zh: '{region} 的支付政策没有 {section} 部分。', en: 'The payment policy of {region} has no section {section}.' },
    fix: { zh: '请在政策中加入该部分，或改变路由。', en: 'Add the section to the policy, or change the routes.' },
  },
  PRICING_FUND_UNKNOWN: {
    origin: 'scheme',
    what: { zh: '{region} 的支付政策没有基金 {fund}。', en: 'The payment policy of {region} knows no fund {fund}.' },
    fix: {
      zh: '请检查病例的险种，或在政策的 funds 中列出。',
      en: 'Check the fund of the case, or name it among the funds of the policy.',
    },
  },
  PRICING_NO_VALUE_IN_FORCE: {
    origin: 'scheme',
    what: {
      zh: '参数 {parameter}（基金 {fund}）在 {day} 没有生效的数值。',
      en: 'Parameter {parameter} of fund {fund} has no value in force on {day}.',
    },
    fix: { zh: '请在政策中补上这一天的数值和文件依据。', en: 'Add the value of that day and its document to the policy.' },
  },
  PRICING_EVIDENCE_REFUSED: {
    origin: 'scheme',
    what: {
      zh: '参数 {parameter} 的依据等级为 {evidence}，不能用于结算。',
      en: 'Parameter {parameter} is of grade {evidence} and may not settle anything.',
    },
    fix: {
      zh: '请填入有文件依据的数值，或改做测算；虚构数值只能用于标明 demonstration: true 的政策。',
      en: 'Enter a value with a document, or ask for an estimate; invented values settle only under demonstration: true.',
    },
  },
  PRICING_NO_ROUTE: {
    origin: 'scheme',
    what: { zh: '没有路由适用于病例 {case}。', en: 'No route of the policy takes case {case}.' },
    fix: { zh: '请在路由表末尾加上一条兜底规则。', en: 'End the table of routes with one that takes every case.' },
  },
  PRICING_NO_COEFFICIENT: {
    origin: 'scheme',
    what: {
      zh: '{parameter} 中没有适用于病例 {case} 的系数。',
      en: 'No row of {parameter} gives a coefficient for case {case}.',
    },
    fix: { zh: '请为该医疗机构或其级别补一行。', en: 'Add a row for its hospital or the level of its hospital.' },
  },
  PRICING_NO_ROW: {
    origin: 'scheme',
    what: { zh: '{parameter} 中没有适用于 {of} 的一行。', en: 'No row of {parameter} fits {of}.' },
    fix: { zh: '请补上这一行。', en: 'Add the row to the policy.' },
  },
  PRICING_NO_RULE: {
    origin: 'scheme',
    what: { zh: '政策没有 {parameter}，病例 {case} 需要它。', en: 'The policy has no {parameter}, which case {case} needs.' },
    fix: { zh: '请补上该参数，或改变路由。', en: 'Add the parameter, or change the routes.' },
  },
  PRICING_ROUTE_BUDGET: {
    origin: 'scheme',
    what: {
      zh: '路由“{route}”的预算为 {budget}，与 {method} 的规定不符。',
      en: 'Route "{route}" says {budget} for its budget, which {method} does not allow.',
    },
    fix: { zh: '请把该路由的 budget 改为 {needs}，或改用别的方式。', en: 'Say {needs} there, or route the cases elsewhere.' },
  },
  PRICING_BELOW_ZERO: {
    origin: 'input',
    what: { zh: '{of} 的 {field} 为 {value}，不能为负。', en: '{field} of {of} is {value}, which is below zero.' },
    fix: { zh: '请改正 {field}，或改正由它扣除的各项。', en: 'Correct {field}, or what is taken off to reach it.' },
  },
  PRICING_BILL_DOES_NOT_ADD_UP: {
    origin: 'input',
    what: {
      zh: '病例 {case} 的各类费用合计 {sum}，与总费用 {total} 不符。',
      en: 'The kinds of charges of case {case} add up to {sum}, and its total charges are {total}.',
    },
    fix: {
      zh: '总费用应等于全自费、超限价自费、先行自付与符合政策范围之和，请改正。',
      en: 'Correct them: full self-pay, over-limit, first self-pay and in-scope charges make the total.',
    },
  },
  PRICING_LINES_DISAGREE: {
    origin: 'input',
    what: {
      zh: '病例 {case} 的明细合计 {field} 为 {lines}，账单为 {head}。',
      en: 'The lines of case {case} give {lines} for {field}, and the head of the bill says {head}.',
    },
    fix: { zh: '请核对明细与账单，或不填账单的 {field}。', en: 'Compare lines and head, or leave {field} out of the head.' },
  },
  PRICING_CAUSE_UNKNOWN: {
    origin: 'input',
    what: {
      zh: '政策未把“{cause}”列为 {of} 的合理超支原因。',
      en: 'The policy does not name "{cause}" among the causes of overspend that it shares with {of}.',
    },
    fix: { zh: '请改正原因，或在 {parameter} 中列出。', en: 'Correct the cause, or name it in {parameter}.' },
  },
  PRICING_NOTHING_TO_SHARE_BY: {
    origin: 'input',
    what: {
      zh: '没有大于零的份额可供分摊，或有份额为负。',
      en: 'There is no share above zero to split by, or one is below zero.',
    },
    fix: { zh: '请检查点数或比例。', en: 'Check the points or shares.' },
  },
  PRICING_DIVISION_BY_ZERO: {
    origin: 'input',
    what: { zh: '{what} 为零，无法作除数。', en: 'Nothing can be divided by {what}, which is zero.' },
    fix: { zh: '请检查所用的均值或合计。', en: 'Check the mean or the total that was given.' },
  },
  PRICING_BUDGET_INVALID: {
    origin: 'input',
    what: { zh: '预算 {path} 不可用：{why}', en: 'The budget {path} cannot be used: {why}' },
    fix: { zh: '请逐条改正后重试。', en: 'Correct each point and try again.' },
  },
  PRICING_BUDGET_DOES_NOT_ADD_UP: {
    origin: 'input',
    what: {
      zh: '预算科目 {line} 为 {amount}，按各项计算为 {sum}。',
      en: 'Line {line} of the budget is {amount}, and its parts give {sum}.',
    },
    fix: {
      zh: '请改正各项金额，或让其中一项为 by: rest。',
      en: 'Correct the parts, or let one of them be what is left (by: rest).',
    },
  },
  PRICING_BUDGET_GROWTH: {
    origin: 'input',
    what: {
      zh: '预算科目 {line} 按增长率 {growth} 测算，超过控制目标 {limit}。',
      en: 'Line {line} of the budget grows by {growth}, above the target of {limit}.',
    },
    fix: {
      zh: '请降低增长率，或在政策中更新控制目标。',
      en: 'Plan with less growth, or update budget.growthLimit of the policy.',
    },
  },
  PRICING_BUDGET_RESERVE: {
    origin: 'input',
    what: {
      zh: '预算科目 {line} 占 {share}，政策规定为 {limit}。',
      en: 'Line {line} of the budget is {share} of the line above it, and the policy says {limit}.',
    },
    fix: { zh: '请调整风险储备金。', en: 'Change the reserve.' },
  },
  PRICING_BUDGET_LINE_MISSING: {
    origin: 'input',
    what: { zh: '{year} 年基金 {fund} 的预算没有科目 {line}。', en: 'The budget of fund {fund} for {year} has no line {line}.' },
    fix: {
      zh: '请在预算中加入该科目，或改正政策中的科目名。',
      en: 'Add the line to the budget, or correct its name in the policy.',
    },
  },
  PRICING_BUDGET_NOT_IN_FORCE: {
    origin: 'input',
    what: {
      zh: '{region} {year} 年基金 {fund} 的预算在 {day} 尚未生效。',
      en: 'No version of the budget of {region} for {year}, fund {fund}, is in force on {day}.',
    },
    fix: { zh: '请选用已有生效版本的日期，或补上版本。', en: 'Choose a later day, or add the version.' },
  },
  PRICING_BUDGET_REWRITTEN: {
    origin: 'input',
    what: {
      zh: '{region} {year} 年基金 {fund} 预算的第 {seq} 版与先前存入的不同。',
      en: 'Version {seq} of the budget of {region} for {year}, fund {fund}, differs from what was stored before.',
    },
    fix: { zh: '已有版本不得改写，请追加新版本。', en: 'A version is never overwritten: add a new one.' },
  },
  PRICING_SETTLEMENT_MIXED: {
    origin: 'input',
    what: {
      zh: '基金 {fund} 的结算中，{of} 带有不属于它的 {value}。',
      en: 'The settlement of fund {fund} was handed {value} of {of}, which is no part of it.',
    },
    fix: {
      zh: '一次结算只含一个基金、一个期间和政策中的资金池，每家医疗机构一次。',
      en: 'Settle one fund and one period at a time, by the pools of its policy, and name each hospital once.',
    },
  },
  PRICING_SETTLEMENT_ENTRY: {
    origin: 'input',
    what: {
      zh: '医疗机构 {hospital} 的后续记账 {entry} 不能入账：{why}',
      en: 'The later entry {entry} of hospital {hospital} cannot be booked: {why}',
    },
    fix: {
      zh: '每笔更正须有自己的编号，并写明所更正的对象；年度清算步骤须含 deductions。',
      en: 'Give each correction an id of its own, say what it refers to, and have the step deductions in settlement.yearOrder.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

export type PricingErrorCode = keyof typeof PRICING_ERRORS;

/** A case, a policy or a value that cannot be priced as it stands. One case's fault never stops a file. */
export class PricingError extends CodedError {
  constructor(code: PricingErrorCode, details: TextDetails, options?: ErrorOptions) {
    super(code, PRICING_ERRORS[code], details, options);
  }
}
