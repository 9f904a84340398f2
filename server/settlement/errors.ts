import { CodedError, type ErrorEntry, type TextDetails } from '../../reference-data/index.js';

/** Why a month or year is not settled as asked. */
export const SETTLEMENT_ERRORS = {
  SETTLEMENT_RUN_EXISTS: {
    origin: 'usage',
    what: { zh: '{path} 已存在，结算结果不可改写。', en: '{path} stands already, and a run is never changed.' },
    fix: {
      zh: '请另取输出文件夹；对已结算的更正列入 --corrections，在下一期结算。',
      en: 'Give the output another name; what corrects a settled run is an entry of --corrections in the next.',
    },
  },
  SETTLEMENT_RUN_UNREADABLE: {
    origin: 'input',
    what: { zh: '{path} 不是完整的结算结果：{why}。', en: '{path} is no complete run: {why}.' },
    fix: { zh: '请给出结算命令写出的文件夹。', en: 'Name a folder that a settle command wrote.' },
  },
  SETTLEMENT_RUN_CHANGED: {
    origin: 'input',
    what: { zh: '{path} 的文件 {file} 在结算后被改动。', en: 'File {file} of the run {path} was changed after it was settled.' },
    fix: {
      zh: '请取回原来的文件夹，或用 settle verify 查看改动。',
      en: 'Take back the folder as it was, or see what changed with settle verify.',
    },
  },
  SETTLEMENT_RUN_UNFIT: {
    origin: 'usage',
    what: {
      zh: '{path} 是 {region} {period} 的结算，此处不能使用。',
      en: 'The run {path} is of {region} {period} and cannot be used here.',
    },
    fix: { zh: '需要：{needed}。', en: 'Needed: {needed}.' },
  },
  SETTLEMENT_MONTH_SETTLED: {
    origin: 'usage',
    what: { zh: '{region} {period} 已结算：{path}。', en: '{region} {period} was settled already: {path}.' },
    fix: {
      zh: '已结算的不再改动；补报、扣回和申诉列入下一期的 --corrections。',
      en: 'It stays as it is: late cases, clawbacks and appeals are entries of --corrections in the next month.',
    },
  },
  SETTLEMENT_YEAR_FINAL: {
    origin: 'usage',
    what: {
      zh: '{region} {year} 年度已清算，各项数值已定案：{path}。',
      en: 'The year {year} of {region} was cleared and its values are final: {path}.',
    },
    fix: {
      zh: '请改用下一年度的结算；更正列入其 --corrections。',
      en: 'Settle the next year; what corrects this one is an entry of its --corrections.',
    },
  },
  SETTLEMENT_MONTHS_MISSING: {
    origin: 'usage',
    what: { zh: '年度清算缺少以下月份的结算：{months}。', en: 'The year cannot be cleared without the runs of {months}.' },
    fix: {
      zh: '先用 settle month 结算这些月份，再以 --months 给出。',
      en: 'Settle these months with settle month and name the runs with --months.',
    },
  },
  SETTLEMENT_CASES_OUTSIDE: {
    origin: 'input',
    what: {
      zh: '{count} 个病例的出院日期不在 {period} 内，如：{examples}。',
      en: '{count} cases were not discharged in {period}, such as {examples}.',
    },
    fix: {
      zh: '请去掉这些病例；此前月份的补报病例以 late-case 列入 --corrections。',
      en: 'Take them out; a late case of an earlier month is an entry late-case of --corrections.',
    },
  },
  SETTLEMENT_CASE_TWICE: {
    origin: 'input',
    what: {
      zh: '机构 {hospital} 的病例 {case} 出现了不止一次。',
      en: 'Case {case} of hospital {hospital} stands there more than once.',
    },
    fix: { zh: '请保留一条。', en: 'Keep one of them.' },
  },
  SETTLEMENT_NOTHING_TO_SETTLE: {
    origin: 'input',
    what: { zh: '{count} 个病例中没有一个可以结算：{why}。', en: 'None of {count} cases can be settled: {why}.' },
    fix: {
      zh: '请补齐病例缺少的内容；错误代码的说明见 server/README.md。',
      en: 'Add what the cases lack; server/README.md explains the codes.',
    },
  },
  SETTLEMENT_CASES_NOT_PRICED: {
    origin: 'scheme',
    what: {
      zh: '{count} 个病例因政策或方案的问题不能计价，如 {example}：{why}。',
      en: '{count} cases cannot be priced for a fault of policy or scheme, such as {example}: {why}.',
    },
    fix: {
      zh: '请改正政策、权重或方案后重新结算；错误代码的说明见 server/README.md。',
      en: 'Correct policy, weights or scheme and settle again; server/README.md explains the code.',
    },
  },
  SETTLEMENT_HOSPITAL_WITHOUT_LEVEL: {
    origin: 'input',
    what: { zh: '没有以下机构的级别：{hospitals}。', en: 'The level of these hospitals is not known: {hospitals}.' },
    fix: {
      zh: '请在病例中填写 hospitalLevel，或在政策的系数表中加入这些机构。',
      en: 'State hospitalLevel in the cases, or give these hospitals rows of their own in the policy.',
    },
  },
  SETTLEMENT_LEVELS_DISAGREE: {
    origin: 'input',
    what: { zh: '机构 {hospital} 的级别不一致：{levels}。', en: 'Hospital {hospital} has several levels: {levels}.' },
    fix: { zh: '请改正病例中的 hospitalLevel。', en: 'Correct hospitalLevel in the cases.' },
  },
  SETTLEMENT_FILE_INVALID: {
    origin: 'input',
    what: { zh: '{path} 第 {line} 行有误：{why}。', en: '{path} is wrong in line {line}: {why}.' },
    fix: { zh: '请按 server/settlement/README.md 的格式改正。', en: 'Correct it after the form in server/settlement/README.md.' },
  },
  SETTLEMENT_CORRECTS_NOTHING: {
    origin: 'input',
    what: {
      zh: '更正 {entry} 所指的结算 {run} 或其中的病例不存在。',
      en: 'The run {run} or the case in it that the correction {entry} refers to is not there.',
    },
    fix: {
      zh: '请核对指纹、机构和病例，并以 --previous 给出该次结算。',
      en: 'Check fingerprint, hospital and case, and name that run with --previous.',
    },
  },
  SETTLEMENT_ENTRY_BOOKED: {
    origin: 'input',
    what: { zh: '记账项 {id} 已入账：{path}。', en: 'Entry {id} was booked already: {path}.' },
    fix: { zh: '已入账的不再入账；另一笔请用新的 id。', en: 'An entry is booked once; give another one an id of its own.' },
  },
  SETTLEMENT_REVIEW_OPEN: {
    origin: 'input',
    what: {
      zh: '{path} 中 {period} 的特例单议有 {count} 件尚未作出结论：{applications}。',
      en: '{count} applications of {period} in {path} are not decided: {applications}.',
    },
    fix: {
      zh: '请先作出结论（review decide），或让逾期未补正的失效（review expire）；也可用 --undecided-as-ordinary 按普通规则清算这些病例。',
      en: 'Decide them (review decide) and let those expire that were not handed in again (review expire); or settle their cases by the ordinary rule with --undecided-as-ordinary.',
    },
  },
  SETTLEMENT_REVIEW_CASE_MISSING: {
    origin: 'input',
    what: {
      zh: '申请 {application} 的病例 {case}（机构 {hospital}）不能按结论清算：{why}。',
      en: 'Case {case} of hospital {hospital}, application {application}, cannot be settled as decided: {why}.',
    },
    fix: {
      zh: '请核对病例文件与登记簿：病例须在本期内，基金、出院日期、费用一致，并能计价。',
      en: 'Compare the cases with the register: the case is among those of the period, of the same fund, day of discharge and charges, and can be priced.',
    },
  },
  SETTLEMENT_REVIEW_TWICE: {
    origin: 'input',
    what: {
      zh: '机构 {hospital} 的病例 {case} 由申请 {application} 和 {other} 重复计入。',
      en: 'Case {case} of hospital {hospital} is settled by application {application} and again by {other}.',
    },
    fix: { zh: '请只保留一处。', en: 'Keep one of the two.' },
  },
  SETTLEMENT_REVIEW_LEFT_OUT: {
    origin: 'usage',
    what: {
      zh: '{month} 的预结算计入了特例单议，{period} 年度清算却没有给出登记簿。',
      en: 'Month {month} was settled with special cases, and the clearing of {period} was handed no register.',
    },
    fix: { zh: '请以 --review 给出登记簿。', en: 'Name the register with --review.' },
  },
  SETTLEMENT_REVIEW_NOT_IN_MONTHS: {
    origin: 'usage',
    what: {
      zh: '政策未规定基金 {fund} 在月度预结算中计入特例单议，{period} 不能使用 --review。',
      en: 'The policy does not settle special cases of fund {fund} in months, so --review cannot be used for {period}.',
    },
    fix: {
      zh: '请在年度清算时使用 --review，或在政策中写明 settlement.specialCasesInMonths。',
      en: 'Use --review when the year is cleared, or say so in settlement.specialCasesInMonths of the policy.',
    },
  },
  SETTLEMENT_PREPAYMENT_CLOSED: {
    origin: 'input',
    what: { zh: '没有基金可以预付：{why}。', en: 'No fund may prepay: {why}.' },
    fix: {
      zh: '条件见政策 fund-risk.prepayment；fund-risk 命令列出各项依据。',
      en: 'fund-risk.prepayment of the policy says when it may; the command fund-risk shows what it is measured by.',
    },
  },
  SETTLEMENT_PREPAYMENT_DAY: {
    origin: 'usage',
    what: {
      zh: '预付金的申请期为 {from} 至 {until}，不含 {on}。',
      en: 'Prepayment is asked for from {from} to {until}, not on {on}.',
    },
    fix: { zh: '请给出申请期内的日期（--on）。', en: 'Give a day inside that time (--on).' },
  },
  SETTLEMENT_PREPAYMENT_YEARS: {
    origin: 'usage',
    what: {
      zh: '所给结果中没有 {year} 之前的完整年度，缺少：{missing}。',
      en: 'The runs do not make complete years before {year}; missing: {missing}.',
    },
    fix: {
      zh: '请以 --runs 给出年度清算结果，或该年全部十二个月的结果。',
      en: 'Name the run of a cleared year with --runs, or those of all its twelve months.',
    },
  },
  SETTLEMENT_PREPAYMENT_UNFIT: {
    origin: 'usage',
    what: {
      zh: '按政策，基金 {fund} 的预付金不在 {period} 的结算中抵扣。',
      en: 'By the policy prepayments of fund {fund} are not set off in the settlement of {period}.',
    },
    fix: {
      zh: 'fund-risk.prepayment.setOffIn 写明在月度（months）还是年度清算（clearing）抵扣。',
      en: 'fund-risk.prepayment.setOffIn says whether months or the clearing set them off.',
    },
  },
  SETTLEMENT_PREPAYMENT_SET_OFF: {
    origin: 'input',
    what: { zh: '这份预付金已在 {path} 中抵扣。', en: 'These prepayments were set off already: {path}.' },
    fix: { zh: '请勿重复给出；另一笔用另一份文件。', en: 'Leave them out; what is left goes into a file of its own.' },
  },
  SETTLEMENT_LATE_CASE_UNFIT: {
    origin: 'input',
    what: {
      zh: '机构 {hospital} 的病例 {case} 不能作为补报病例：{why}。',
      en: 'Case {case} of hospital {hospital} cannot be booked as a late case: {why}.',
    },
    fix: {
      zh: '补报病例须在本年此前月份出院、该月已结算而未结算此病例，并能计价；以 --previous 给出该月结算。',
      en: 'A late case was discharged in an earlier month of the year whose run is there and has not settled it, and can be priced; name that run with --previous.',
    },
  },
  SETTLEMENT_BUDGET_UNFIT: {
    origin: 'input',
    what: {
      zh: '预算 {path} 属于 {region} {year} 年，不能用于 {period}。',
      en: 'The budget {path} is of {region} for {year} and cannot be used for {period}.',
    },
    fix: { zh: '需要：{needed}。', en: 'Needed: {needed}.' },
  },
  SETTLEMENT_FUND_WITHOUT_BUDGET: {
    origin: 'input',
    what: {
      zh: '{count} 组病例属于基金 {fund}，预算 {path} 没有该基金。',
      en: 'Cases are of fund {fund}, which the budget {path} does not have ({count} totals).',
    },
    fix: { zh: '请在预算中加入该基金，或改正病例的基金。', en: 'Add the fund to the budget, or correct the fund of the cases.' },
  },
  SETTLEMENT_INVARIANT_BROKEN: {
    origin: 'fault',
    what: { zh: '结算结果不守恒：{invariants}。', en: 'The settlement does not hold together: {invariants}.' },
    fix: { zh: '未写出任何结果，请报告此问题。', en: 'Nothing was written; please report this.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export type SettlementErrorCode = keyof typeof SETTLEMENT_ERRORS;

/** A month or year that is not settled as asked. */
export class SettlementError extends CodedError {
  constructor(code: SettlementErrorCode, details: TextDetails, options?: ErrorOptions) {
    super(code, SETTLEMENT_ERRORS[code], details, options);
  }
}
