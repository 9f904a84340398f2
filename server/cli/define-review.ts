import { Option, type Command } from 'commander';
import { REVIEW_PAYMENTS, VOTES } from './choices.js';
import type { CaseOfReview, DrawOptions, OpenOptions } from './commands/review-entries.js';
import type { ClearOptions, DecideOptions, VoteOptions } from './commands/review-steps.js';
import type { PublishOptions } from './commands/review-tables.js';
import type { EntryOptions } from './commands/review.js';
import { collected, PAYMENT_POLICY } from './common-options.js';
import type { CommandContext } from './console.js';

const steps = () => import('./commands/review-steps.js');
const tables = () => import('./commands/review-tables.js');

const REGISTER: [string, string] = ['--register <file>', '登记簿（NDJSON，只续写） | register, only ever added to'];

/** Defines `dianzhi review`: every step of special-case review as an entry of the register. */
export function defineReview(program: Command, context: CommandContext): void {
  const review = program.command('review').description('特例单议：申报、评审、公布 | special-case review, entry by entry');
  const entry = (name: string, description: string): Command =>
    review
      .command(name)
      .description(description)
      .requiredOption(...REGISTER)
      .requiredOption(...PAYMENT_POLICY)
      .requiredOption('--by <account>', '经办账号，不写姓名 | account, never a name')
      .requiredOption('--why <text>', '理由 | reason')
      .option('--at <date>', '日期（默认当日） | day (today), YYYY-MM-DD')
      .option('--dry-run', '只检查，不写入 | check only, write nothing');
  const step = (action: string, description: string): Command =>
    entry(`${action} <application>`, description).action(async (application: string, options: EntryOptions) =>
      (await steps()).takeStep(action, application, options, context),
    );
  const aCase = (command: Command): Command =>
    command
      .requiredOption('--period <period>', '申报期间 | period of the discharge, 2026-Q1 or 2026-01')
      .requiredOption('--case <id>', '病例标识 | case')
      .requiredOption('--hospital <code>', '医疗机构 | hospital')
      .requiredOption('--method <id>', '支付方式 | method that prices the case by the ordinary rule')
      .requiredOption('--fund <fund>', '基金 | fund')
      .requiredOption('--discharge-date <date>', '出院日期 | day of the discharge')
      .requiredOption('--ground <id>', '申报理由 | ground of the policy')
      .option('--facts <json>', '病例数据 | facts of the case, {"cost":"30000.00","standard":"10000.00"}');

  entry('open', '开放一个期间 | open a period')
    .requiredOption('--period <period>', '期间 | period, 2026-Q1 or 2026-01')
    .option('--discharges <list>', '统筹区出院人次 | discharges of the region by method, drg-rate=12345,dip=0')
    .option('--count-cases <run...>', '由结算结果或计价文件统计出院人次 | count them in settled runs or priced files', collected)
    .action(async (options: EntryOptions & OpenOptions) => (await steps()).openPeriod(options, context));
  aCase(entry('apply', '起草申请 | draft an application')).action(async (options: EntryOptions & CaseOfReview) =>
    (await steps()).apply(options, context),
  );
  step('submit', '提交 | hand in, inside window and quota');
  step('return', '退回补正 | return for missing papers');
  step('expire', '逾期失效 | end one that was not handed in again');
  step('screen', '初审通过 | pass the check by rules');
  entry('draw <application>', '随机抽取专家 | draw experts at random')
    .requiredOption('--experts <file>', '专家库CSV（expert,hospital，只有编号） | roster of numbers, no names')
    .option('--recused <expert>', '回避的专家，可多次 | expert who recuses oneself, repeatable', collected)
    .option('--seed <text>', '随机种子（默认随机产生并记录） | seed (random, and recorded)')
    .action(async (application: string, options: EntryOptions & DrawOptions) =>
      (await steps()).draw(application, options, context),
    );
  entry('vote <application>', '专家投票 | vote of an expert')
    .requiredOption('--expert <number>', '专家编号 | number of the expert')
    .addOption(new Option('--vote <vote>', '意见 | vote').choices(VOTES).makeOptionMandatory())
    .action(async (application: string, options: VoteOptions) => (await steps()).vote(application, options, context));
  entry('decide <application>', '按投票作出结论 | the decision of the votes')
    .addOption(
      new Option('--pays <how>', '通过时的支付方式；不填为不通过 | how it is paid; without it: rejected').choices(
        REVIEW_PAYMENTS,
      ),
    )
    .option('--amount <yuan>', '按项目：剔除费用；改变标准：新标准 | by item: charges struck out; changed standard: the standard')
    .action(async (application: string, options: DecideOptions) => (await steps()).decide(application, options, context));
  step('appeal', '申诉，另抽专家 | appeal, to other experts');
  aCase(entry('swap <application>', '置换：用另一病例代替 | put another case in its place')).action(
    async (application: string, options: EntryOptions & CaseOfReview) => (await steps()).swap(application, options, context),
  );
  step('price', '按结论计价 | priced by the decision');
  entry('clear <application>', '清算 | cleared by a run')
    .requiredOption('--run <id>', '清算批次 | run')
    .requiredOption('--fund-paid <yuan>', '基金支付 | what the fund paid')
    .action(async (application: string, options: ClearOptions) => (await steps()).clear(application, options, context));
  entry('clear-run <run>', '由年度清算登记全部已清算申请 | clear every application that a run settled').action(
    async (run: string, options: EntryOptions) => (await steps()).clearRun(run, options, context),
  );
  entry('publish', '公布 | publish the table by hospital')
    .requiredOption('--period <period>', '期间 | period')
    .requiredOption('--hospitals <file>', '医疗机构CSV（hospital,discharges,fundPaid） | hospitals with discharges and payments')
    .requiredOption('--output <file>', '公示表（CSV），- 为标准输出 | table as CSV, - for standard output')
    .action(async (options: PublishOptions) => (await tables()).publish(options, context));
  review
    .command('show')
    .description('查看登记簿 | show the register')
    .requiredOption(...REGISTER)
    .option('--json', '输出JSON | print as JSON, with every transition')
    .action(async ({ register, json = false }: { readonly register: string; readonly json?: boolean }) =>
      (await tables()).showRegister(register, json, context),
    );
  review
    .command('results')
    .description('结论，供清算使用 | results for the clearing of their year')
    .requiredOption(...REGISTER)
    .requiredOption('--output <file>', '结论（CSV），- 为标准输出 | results as CSV, - for standard output')
    .option('--year <year>', '出院年份 | year of the discharge')
    .action(async ({ register, output, year }: { readonly register: string; readonly output: string; readonly year?: string }) =>
      (await tables()).writeResults(register, output, year),
    );
}
