import type { Purpose } from '../../../pricing/index.js';
import { printYuan, subtractFen } from '../../../pricing/index.js';
import { csvLine, isCalendarDate } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { openOutput } from '../../grouping/output-file.js';
import { refuseSameFiles } from '../../grouping/refuse-same-files.js';
import type { CaseFormat } from '../../intake/index.js';
import { openCases } from '../../open-cases.js';
import { readPolicyFile } from '../../pricing/policy-file.js';
import { findPricingScheme } from '../../pricing/price-scheme.js';
import type { RecordPricingSetup } from '../../pricing/record-pricer.js';
import { findWeights, NO_WEIGHTS } from '../../pricing/weights-store.js';
import { dataDirectory } from '../../schemes/scheme-directory.js';
import type { ComparedRow } from '../../simulate/redistribution.js';
import { simulateFile, type Simulated } from '../../simulate/simulate-file.js';
import { print, tell, type CommandContext } from '../console.js';
import { Progress } from '../progress.js';
import { textTable } from '../text-table.js';

export interface SimulateOptions {
  readonly input: string;
  readonly output?: string;
  readonly scheme: string;
  readonly policy: string;
  readonly toScheme?: string;
  readonly toPolicy?: string;
  readonly groupingPolicy?: string;
  readonly toGroupingPolicy?: string;
  readonly on?: string;
  readonly purpose: Purpose;
  readonly firstStay?: boolean;
  readonly inputFormat?: CaseFormat;
  readonly encoding?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** `dianzhi simulate`: who gains and who loses where the same cases are grouped and priced under another scheme or policy. */
export async function simulateCommand(options: SimulateOptions, { language }: CommandContext): Promise<void> {
  const { input, output, scheme, policy, on } = options;
  if (on !== undefined && !isCalendarDate(on))
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--on', value: on, allowed: 'YYYY-MM-DD' });
  if (options.toScheme === undefined && options.toPolicy === undefined)
    throw new ServerError('SERVER_USAGE', { why: '--to-scheme ID | --to-policy FILE' });
  if (output !== undefined) await refuseSameFiles(input, output, undefined);
  const before = await side(options, scheme, policy, options.groupingPolicy);
  const toScheme = options.toScheme ?? scheme;
  const grouping = options.toGroupingPolicy ?? (options.toScheme === undefined ? options.groupingPolicy : undefined);
  const after = await side(options, toScheme, options.toPolicy ?? policy, grouping);
  const source = await openCases(input, options);
  const progress = new Progress(language);
  try {
    const simulated = await simulateFile(source, before, after, (rows, share) => progress.show(rows, share)).finally(() =>
      progress.end(),
    );
    if (output !== undefined) await writeRows(output, simulated);
    if (options.json === true) print(`${JSON.stringify(record(simulated), null, 2)}\n`);
    else print(table(simulated, language === 'zh'));
    if (output !== undefined) tell(output);
  } finally {
    await source.close();
  }
}

async function side(
  options: SimulateOptions,
  scheme: string,
  policyPath: string,
  groupingPolicy: string | undefined,
): Promise<RecordPricingSetup> {
  const { on, purpose, firstStay = false } = options;
  const data = dataDirectory(options.data);
  const { policy, texts } = await readPolicyFile(policyPath);
  const { words, grouping } = await findPricingScheme({ data, policy, named: scheme, grouped: undefined, groupingPolicy });
  const weights = words === undefined ? NO_WEIGHTS : await findWeights(data, words.id, policy);
  return {
    pricing: { policyPath, policyTexts: texts, purpose, on, firstStay, weights, scheme: words },
    grouping: grouping === undefined ? undefined : { kind: grouping.kind, packed: grouping.packed },
    hasBreakdown: false,
  };
}

const COLUMNS = ['dimension', 'key', 'fund', 'cases', 'before', 'after', 'difference', 'samePool', 'samePoolDifference'];

const values = ({ dimension, key, fund, cases, before, after, samePool }: ComparedRow): string[] => [
  dimension,
  key,
  fund,
  String(cases),
  printYuan(before),
  printYuan(after),
  printYuan(subtractFen(after, before)),
  printYuan(samePool),
  printYuan(subtractFen(samePool, before)),
];

async function writeRows(path: string, { redistribution }: Simulated): Promise<void> {
  const output = await openOutput(path);
  for (const row of [COLUMNS, ...redistribution.rows().map(values)]) await output.write(csvLine(row));
  await output.commit();
}

function record({ redistribution, rows, compared, leftOut }: Simulated): object {
  const told = redistribution.rows().map((row) => Object.fromEntries(values(row).map((value, at) => [COLUMNS[at]!, value])));
  return { rows, compared, leftOut, redistribution: told };
}

function table({ redistribution, rows, compared, leftOut }: Simulated, zh: boolean): string {
  const head = COLUMNS.map((title, place) => ({ title, isNumber: place > 2 }));
  const { before, after, both } = leftOut;
  const words = zh
    ? `病例 ${rows} 例，可比 ${compared} 例；现行方案无基金支付额 ${before}，模拟方案无 ${after}，均无 ${both}。samePool：基金总额不变时的分配。`
    : `${rows} cases, ${compared} compared; no fund payment before ${before}, after ${after}, on either side ${both}. samePool: as the fund would share what it spent before.`;
  return `${[...textTable(head, redistribution.rows().map(values)), '', words].join('\n')}\n`;
}
