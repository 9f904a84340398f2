import { randomBytes } from 'node:crypto';
import {
  drawPanel,
  printExactly,
  printYuan,
  publicationTable,
  reviewResults,
  STATES,
  type Application,
  type ReviewEvent,
  type ReviewValues,
  type StatedFacts,
} from '../../../pricing/index.js';
import { csvLine, isCalendarDate } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { openOutput } from '../../grouping/output-file.js';
import { readPolicyFile } from '../../pricing/policy-file.js';
import { countDischarges } from '../../review/count-discharges.js';
import { enter, reviewRulesOn } from '../../review/enter.js';
import { readExperts, readHospitals } from '../../review/read-tables.js';
import { openRegister, type OpenedRegister } from '../../review/register-file.js';
import { whileHolding } from '../../review/register-lock.js';
import { print, tell, type CommandContext } from '../console.js';
import { textTable } from '../text-table.js';

/** Options of every entry: where it goes, under which policy, and who, when, why. */
export interface EntryOptions {
  readonly register: string;
  readonly policy: string;
  readonly by: string;
  readonly why: string;
  /** Today where it is absent. */
  readonly at?: string;
  readonly dryRun?: boolean;
}

/** The entries that a command makes of its options, once the register is open. */
export type MakeEntries = (opened: OpenedRegister, values: ReviewValues) => Promise<readonly object[]> | readonly object[];

/** Opens the register, makes entries, asks the policy, and adds them: `--dry-run` does all but the last. */
export async function reviewEntry(options: EntryOptions, make: MakeEntries, { language }: CommandContext): Promise<void> {
  const { by, why, dryRun = false } = options;
  const at = options.at ?? new Date().toISOString().slice(0, 10);
  if (!isCalendarDate(at)) throw new ServerError('SERVER_OPTION_INVALID', { option: '--at', value: at, allowed: 'YYYY-MM-DD' });
  const { policy } = await readPolicyFile(options.policy);
  const rules = reviewRulesOn(policy, at);
  const work = async (): Promise<{ readonly opened: OpenedRegister; readonly added: readonly ReviewEvent[] }> => {
    const opened = await openRegister(options.register);
    const made = await make(opened, rules.values);
    const entries = made.map((entry) => ({ ...entry, at, by, why }));
    return { opened, added: await enter(opened, entries, rules, dryRun) };
  };
  const { opened, added } = dryRun ? await work() : await whileHolding(options.register, work);
  for (const event of added) print(`${JSON.stringify(event)}\n`);
  const states = added.flatMap((event) => ('application' in event ? [stateLine(opened, event, language)] : []));
  const isWritten = dryRun ? { zh: '试运行，未写入', en: 'dry run, nothing was written' } : { zh: '已写入', en: 'written' };
  tell([...new Set(states), `${options.register}: ${isWritten[language]}`].join('\n'));
}

function stateLine(
  { register }: OpenedRegister,
  event: Extract<ReviewEvent, { application: string }>,
  language: 'zh' | 'en',
): string {
  return `${event.application}: ${STATES[register.application(event.application).state][language]}`;
}

export interface CaseOfReview {
  readonly period: string;
  readonly case: string;
  readonly hospital: string;
  readonly method: string;
  readonly fund: string;
  readonly dischargeDate: string;
  readonly ground: string;
  readonly facts?: string;
}

/** A draft of the next number of its period. */
export function draftOf({ register }: OpenedRegister, { period, ...one }: CaseOfReview, replaces?: string): object {
  const { case: caseId, hospital, method, fund, dischargeDate, ground } = one;
  return {
    action: 'apply',
    application: register.nextId(period),
    period,
    case: { caseId, hospital, method, fund, dischargeDate, ground, facts: factsOf(one.facts) },
    ...(replaces === undefined ? {} : { replaces }),
  };
}

function factsOf(text = '{}'): StatedFacts {
  try {
    return JSON.parse(text) as StatedFacts;
  } catch (error) {
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--facts', value: text, allowed: (error as Error).message });
  }
}

export interface OpenOptions {
  readonly period: string;
  readonly discharges?: string;
  readonly countCases?: readonly string[];
}

/** Opens a period with discharges that are stated or counted. */
export async function openingOf({ period, discharges, countCases }: OpenOptions, values: ReviewValues): Promise<object> {
  if ((discharges === undefined) === (countCases === undefined))
    throw new ServerError('SERVER_USAGE', { why: '--discharges LIST | --count-cases RUN …' });
  const counted =
    countCases === undefined ? { discharges: dischargesOf(discharges!) } : await countDischarges(countCases, period, values);
  return { action: 'open', period, ...counted };
}

/** Discharges of the region: `drg-rate=12345,dip=0`. */
function dischargesOf(text: string): Readonly<Record<string, number>> {
  const pairs = text.split(',').map((pair) => /^\s*([a-z-]+)\s*=\s*(\d{1,9})\s*$/.exec(pair));
  if (pairs.every((pair) => pair !== null)) return Object.fromEntries(pairs.map(([, method, count]) => [method!, Number(count)]));
  throw new ServerError('SERVER_OPTION_INVALID', { option: '--discharges', value: text, allowed: 'drg-rate=12345,dip=0' });
}

export interface DrawOptions {
  readonly experts: string;
  readonly recused?: readonly string[];
  /** Drawn by the system's source of randomness where it is absent. */
  readonly seed?: string;
}

/** A draw; where experts of a panel recuse themselves the same seed goes on, so that the others stay. */
export async function drawOf({ register }: OpenedRegister, id: string, options: DrawOptions, size: number): Promise<object> {
  const application = register.application(id);
  const isRedraw = application.state === 'in-panel';
  if (isRedraw && options.recused === undefined)
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--recused', value: '', allowed: application.panel.join(', ') });
  const seed = isRedraw ? application.seed! : (options.seed ?? randomBytes(16).toString('hex'));
  const drawn = drawPanel(await readExperts(options.experts), {
    application: id,
    hospital: application.case.hospital,
    seed,
    size,
    recused: [...application.recused, ...(options.recused ?? [])],
    earlier: application.earlierExperts,
  });
  return { action: 'draw', application: id, seed, ...drawn };
}

/** What the votes of an application decide. */
export function decisionOf(application: string, { pays, amount }: { readonly pays?: string; readonly amount?: string }): object {
  return pays === undefined ? { action: 'reject', application } : { action: 'approve', application, pays, amount };
}

export interface PublishOptions extends EntryOptions {
  readonly period: string;
  readonly hospitals: string;
  readonly output: string;
}

const PUBLISHED_COLUMNS = ['hospital', 'applied', 'approved', 'shareOfDischarges', 'fundPaid', 'shareOfSpending'];

/** Writes the table by hospital and marks every cleared application of the period as published. */
export async function publish(options: PublishOptions, context: CommandContext): Promise<void> {
  const hospitals = await readHospitals(options.hospitals);
  const { register } = await openRegister(options.register);
  const rows = publicationTable(register, hospitals, options.period).map((row) => [
    row.hospital,
    String(row.applied),
    String(row.approved),
    printExactly(row.shareOfDischarges),
    printYuan(row.fundPaid),
    printExactly(row.shareOfSpending),
  ]);
  await reviewEntry(
    options,
    (opened) => clearedOf(opened, options.period).map(({ id }) => ({ action: 'publish', application: id })),
    context,
  );
  if (options.dryRun === true) return;
  await writeCsv(options.output, [PUBLISHED_COLUMNS, ...rows]);
}

const clearedOf = ({ register }: OpenedRegister, period: string): readonly Application[] =>
  register.applications.filter((one) => one.period === period && one.state === 'cleared');

/** Applications with their states, as a table or as JSON with every transition. */
export async function showRegister(path: string, json: boolean, { language }: CommandContext): Promise<void> {
  const { register, entries } = await openRegister(path);
  if (json) {
    print(`${JSON.stringify({ entries, applications: register.applications }, null, 2)}\n`);
    return;
  }
  const head = ['application', 'hospital', 'caseId', 'method', 'ground', 'state'].map((title) => ({ title }));
  const rows = register.applications.map(({ id, case: one, state }) => [
    id,
    one.hospital,
    one.caseId,
    one.method,
    one.ground,
    STATES[state][language],
  ]);
  print(`${textTable(head, rows).join('\n')}\n`);
}

const RESULT_COLUMNS = ['application', 'caseId', 'hospital', 'fund', 'year', 'result', 'amount'];

/** Results that stand, for the clearing of their year. The amount is the charges paid by item, or the changed standard. */
export async function writeResults(path: string, output: string, year: string | undefined): Promise<void> {
  const { register } = await openRegister(path);
  const rows = reviewResults(register, year).map((one) => [
    one.application,
    one.caseId,
    one.hospital,
    one.fund,
    one.dischargeDate.slice(0, 4),
    one.result,
    one.result === 'ordinary' ? '' : printYuan(one.result === 'by-item' ? one.allowedCharges : one.standard),
  ]);
  await writeCsv(output, [RESULT_COLUMNS, ...rows]);
}

async function writeCsv(path: string, rows: readonly (readonly string[])[]): Promise<void> {
  const output = await openOutput(path);
  for (const row of rows) await output.write(csvLine(row));
  await output.commit();
}
