import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { printExplanation, type Explanation } from '../../../grouper/index.js';
import { demonstrationCsv, demonstrationDischarges, packageRoot } from '../../../reference-data/index.js';
import { groupFile } from '../../grouping/group-file.js';
import { openOutput, unwritable } from '../../grouping/output-file.js';
import { RelativeWeights } from '../../grouping/relative-weights.js';
import { openCaseSource } from '../../intake/index.js';
import { createGrouper, loadScheme, type LoadedDrgScheme } from '../../schemes/load-scheme.js';
import { print, type CommandContext } from '../console.js';
import { printSummary } from '../print-summary.js';

export const STARTER_SCHEME = 'chs-drg-starter';
const DEMONSTRATION_YEAR = 2026;

/** `dianzhi demo`: the first five minutes. Generates invented discharges, groups them, and explains two. */
export async function demo(
  options: { readonly output: string; readonly count: number; readonly seed: number },
  { language }: CommandContext,
): Promise<void> {
  const zh = language === 'zh';
  const discharges = join(options.output, 'discharges.csv');
  const grouped = join(options.output, 'grouped.csv');
  await mkdir(options.output, { recursive: true }).catch((error: Error) => {
    throw unwritable(options.output, error);
  });
  await writeDischarges(discharges, options);
  const scheme = await loadScheme(STARTER_SCHEME);
  assert(scheme.kind === 'drg', 'the starter is a DRG scheme');
  const weights = await RelativeWeights.read(join(packageRoot(), 'reference-data', 'schemes', STARTER_SCHEME, 'weights.csv'));
  const summary = await groupFile({ scheme, input: discharges, output: grouped, outputFormat: 'csv', weights });
  print(`${zh ? '点值演示：病例与权重均为虚构' : 'Dianzhi demonstration: cases and weights are invented'}\n\n`);
  print(`${printSummary(summary, language)}\n`);
  for (const explanation of await twoExplanations(scheme, discharges)) {
    print(`\n${'─'.repeat(72)}\n${printExplanation(explanation, language)}`);
  }
  print(`\n${zh ? '结果文件' : 'Results are in'} ${grouped}\n`);
  const next = `dianzhi explain --scheme ${STARTER_SCHEME} --case ${discharges} --row 7 --lang ${language}`;
  print(`${zh ? '接下来可试' : 'Try next'}: npm run -s dianzhi -- ${next.replace('dianzhi ', '')}\n`);
}

async function writeDischarges(path: string, { count, seed }: { readonly count: number; readonly seed: number }): Promise<void> {
  const output = await openOutput(path);
  for (const line of demonstrationCsv(demonstrationDischarges({ seed, count, year: DEMONSTRATION_YEAR })))
    await output.write(line);
  await output.commit();
}

/** One case whose complications decided its DRG, and one that found no group: together they show every part of the evidence. */
async function twoExplanations(scheme: LoadedDrgScheme, path: string): Promise<readonly Explanation[]> {
  const grouper = createGrouper(scheme);
  let decided: Explanation | undefined;
  let ungrouped: Explanation | undefined;
  const source = await openCaseSource({ path });
  for await (const batch of source.batches()) {
    for (const { discharge, reasons } of batch) {
      const result = grouper.group(discharge, reasons);
      if (decided === undefined && result.status === 'grouped' && result.severity === 'mcc') {
        const explanation = grouper.explain(discharge, reasons);
        if (wasDecidedByRule(explanation)) decided = explanation;
      }
      if (ungrouped === undefined && result.status === 'ungrouped') ungrouped = grouper.explain(discharge, reasons);
    }
    if (decided !== undefined && ungrouped !== undefined) break;
  }
  await source.close();
  return [decided, ungrouped].filter((explanation) => explanation !== undefined);
}

function wasDecidedByRule({ mdcs }: Explanation): boolean {
  return mdcs.at(-1)?.adrgs?.at(-1)?.drgs?.at(-1)?.rule !== '';
}
