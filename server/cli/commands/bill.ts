import type { Purpose } from '../../../pricing/index.js';
import { BillSettler } from '../../bills/bill-settler.js';
import { splitBillFile } from '../../bills/bill-file.js';
import { billRecord } from '../../bills/bill-record.js';
import { ServerError } from '../../errors.js';
import type { ResultFormat } from '../../grouping/result-rows.js';
import { openCases } from '../../open-cases.js';
import { readPolicyFile } from '../../pricing/policy-file.js';
import { readCase, type CaseOptions } from '../case-option.js';
import { print, tell, type CommandContext } from '../console.js';
import { printBill } from '../print-bill.js';
import { printBillSummary } from '../print-bill-summary.js';
import { Progress } from '../progress.js';
import { formatByName } from './group.js';

export interface BillOptions extends Omit<CaseOptions, 'case'> {
  /** Payment policy. */
  readonly policy: string;
  readonly case?: string;
  readonly input?: string;
  readonly output?: string;
  readonly outputFormat?: ResultFormat;
  readonly breakdown?: string;
  readonly purpose: Purpose;
  readonly firstStay?: boolean;
  readonly json?: boolean;
}

/** `dianzhi bill`: splits the patient's bill at discharge, all layers in one call; one case to read, or a file of bills. */
export async function billCommand(options: BillOptions, context: CommandContext): Promise<void> {
  const { case: given, input, output, breakdown } = options;
  const isOneOf = (given === undefined) !== (input === undefined);
  if (!isOneOf) throw new ServerError('SERVER_USAGE', { why: '--case JSON|FILE | --input FILE' });
  if (given !== undefined && (output !== undefined || breakdown !== undefined))
    throw new ServerError('SERVER_USAGE', { why: '--output, --breakdown: --input FILE' });
  await (given === undefined ? billFile(input!, options, context) : oneBill(given, options, context));
}

/** @throws CodedError that says why the bill cannot be split */
async function oneBill(given: string, options: BillOptions, { language }: CommandContext): Promise<void> {
  const { policy } = await readPolicyFile(options.policy);
  const settler = new BillSettler({ policy, purpose: options.purpose, firstStay: options.firstStay === true });
  const outcome = settler.settle(await readCase({ ...options, case: given }));
  if (outcome.split === undefined) throw outcome.error;
  print(
    options.json === true
      ? `${JSON.stringify(billRecord(outcome), null, 2)}\n`
      : printBill(outcome.split, `${policy.documents[0].name[language]} (${policy.region})`, language),
  );
}

async function billFile(input: string, options: BillOptions, { language }: CommandContext): Promise<void> {
  const started = performance.now();
  const { output = '-', breakdown, purpose, firstStay = false } = options;
  const outputFormat = options.outputFormat ?? formatByName(output);
  const { policy } = await readPolicyFile(options.policy);
  const source = await openCases(input, options);
  const progress = new Progress(language);
  try {
    const tally = await splitBillFile({
      source,
      settler: new BillSettler({ policy, purpose, firstStay }),
      input,
      output,
      outputFormat,
      breakdown,
      onProgress: ({ rows, share }) => progress.show(rows, share),
    }).finally(() => progress.end());
    const seconds = (performance.now() - started) / 1000;
    const run = { purpose, input: { path: input, ...source.description }, output, breakdown, seconds };
    const summary = tally.summary(policy, options.policy, run);
    if (options.json !== true) tell(printBillSummary(summary, language));
    else if (output === '-') tell(JSON.stringify(summary));
    else print(`${JSON.stringify(summary)}\n`);
  } finally {
    await source.close();
  }
}
