import type { ErrorEntry } from '../../reference-data/index.js';

/** Everything that special-case review refuses. */
export const REVIEW_ERRORS = {
  PRICING_REVIEW_PERIOD_UNKNOWN: {
    origin: 'input',
    what: { zh: '期间 {period} 尚未开放特例单议。', en: 'Period {period} has not been opened for special-case review.' },
    fix: {
      zh: '请先用 review open 写明该期间统筹区的出院人次。',
      en: "Open it first with review open, which states the region's discharges.",
    },
  },
  PRICING_REVIEW_PERIOD_INVALID: {
    origin: 'usage',
    what: { zh: '“{period}”不是本政策的申报期间。', en: '"{period}" is no period of this policy.' },
    fix: {
      zh: '按季写 2026-Q1，按月写 2026-01；每个期间只开放一次。',
      en: 'Write 2026-Q1 by quarter, 2026-01 by month, and open each once.',
    },
  },
  PRICING_REVIEW_UNKNOWN: {
    origin: 'input',
    what: { zh: '没有申请 {application}。', en: 'There is no application {application}.' },
    fix: { zh: '用 review show 查看全部申请。', en: 'See all applications with review show.' },
  },
  PRICING_REVIEW_REPEATED: {
    origin: 'input',
    what: { zh: '病例 {case} 已有申请 {application}。', en: 'Case {case} has application {application} already.' },
    fix: { zh: '一个病例只能申请一次；不服结论请申诉。', en: 'A case is applied for once; appeal against its decision instead.' },
  },
  PRICING_REVIEW_TRANSITION: {
    origin: 'input',
    what: {
      zh: '申请 {application} 处于 {state}，不能 {action}。',
      en: 'Application {application} is {state}, so {action} is not possible.',
    },
    fix: { zh: '此时可以：{allowed}。', en: 'Possible now: {allowed}.' },
  },
  PRICING_REVIEW_BEFORE_LAST: {
    origin: 'input',
    what: { zh: '{at} 早于登记簿的最后一笔 {last}。', en: '{at} is before the last entry of the register, {last}.' },
    fix: { zh: '登记簿只能续写；更正请另记一笔。', en: 'A register is only added to; write a correction as a new entry.' },
  },
  PRICING_REVIEW_WINDOW_CLOSED: {
    origin: 'input',
    what: {
      zh: '{period} 的申报期为 {first} 至 {last}，{on} 不能申报。',
      en: 'Cases of {period} are applied for from {first} to {last}, not on {on}.',
    },
    fix: {
      zh: '请在申报期内提交；清算前可用 review swap 置换。',
      en: 'Submit inside the window; before clearing a case may be swapped.',
    },
  },
  PRICING_REVIEW_QUOTA_USED: {
    origin: 'input',
    what: {
      zh: '{period} 统筹区 {methods} 的特例单议名额 {quota} 例已用完。',
      en: 'All {quota} special cases that the region has for {methods} in {period} are used.',
    },
    fix: { zh: '请等待名额退出，或置换已申报的病例。', en: 'Wait until one is given up, or swap a case that was applied for.' },
  },
  PRICING_REVIEW_NO_QUOTA: {
    origin: 'scheme',
    what: { zh: '政策没有支付方式 {method} 的特例单议名额。', en: 'The policy gives {method} no quota of special cases.' },
    fix: { zh: '请在 review.quotas 中列出该方式。', en: 'Name the method in review.quotas.' },
  },
  PRICING_REVIEW_NOT_ELIGIBLE: {
    origin: 'input',
    what: {
      zh: '申请 {application} 不符合理由 {ground}：{unmet}。',
      en: 'Application {application} does not meet {ground}: {unmet}.',
    },
    fix: { zh: '请更正病例数据，或改用其他理由。', en: 'Correct the facts of the case, or name another ground.' },
  },
  PRICING_REVIEW_EXPERTS_TOO_FEW: {
    origin: 'input',
    what: {
      zh: '申请 {application} 回避后只剩 {left} 名专家，需要 {size} 名。',
      en: '{left} experts are left for application {application} after exclusions, and {size} are drawn.',
    },
    fix: { zh: '请扩充专家库。', en: 'Add experts to the roster.' },
  },
  PRICING_REVIEW_EXPERT_REPEATED: {
    origin: 'input',
    what: { zh: '专家库中 {expert} 出现两次。', en: 'Expert {expert} stands twice in the roster.' },
    fix: { zh: '每名专家一行。', en: 'Give each expert one row.' },
  },
  PRICING_REVIEW_NO_VOTE: {
    origin: 'input',
    what: {
      zh: '专家 {expert} 不能对申请 {application} 投票。',
      en: 'Expert {expert} cannot vote on application {application}.',
    },
    fix: { zh: '只有抽中的专家可以投票，每人一次。', en: 'Only experts that were drawn vote, each once.' },
  },
  PRICING_REVIEW_VOTES_OPEN: {
    origin: 'input',
    what: {
      zh: '申请 {application} 还有专家未投票：{experts}。',
      en: 'Experts have not voted on application {application}: {experts}.',
    },
    fix: {
      zh: '请等待投票；需要回避的专家用 review draw --recused 替换。',
      en: 'Wait for them, or replace those who recuse themselves with review draw --recused.',
    },
  },
  PRICING_REVIEW_SWAPS_USED: {
    origin: 'input',
    what: { zh: '{of} 的置换名额 {limit} 例已用完。', en: 'All {limit} swaps of {of} are used.' },
    fix: { zh: '置换以已申报例数的一定比例为限。', en: 'A share of the cases applied for may be swapped, and no more.' },
  },
  PRICING_REVIEW_APPEAL_CLOSED: {
    origin: 'input',
    what: {
      zh: '申请 {application} 的申诉截止于 {last}，最多 {most} 次。',
      en: 'Appeals on application {application} end on {last}, and there are {most} at most.',
    },
    fix: { zh: '该结论已生效。', en: 'The decision stands.' },
  },
} as const satisfies Record<string, ErrorEntry>;
