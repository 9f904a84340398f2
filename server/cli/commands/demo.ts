import assert from 'node:assert/strict';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { printExplanation, type Explanation } from '../../../grouper/index.js';
import { demonstrationCsv, demonstrationDischarges, packageRoot, type Language } from '../../../reference-data/index.js';
import { groupFile } from '../../grouping/group-file.js';
import { openOutput, unwritable } from '../../grouping/output-file.js';
import { RelativeWeights } from '../../grouping/relative-weights.js';
import { openCaseSource } from '../../intake/index.js';
import { createGrouper, loadScheme, type LoadedDrgScheme } from '../../schemes/load-scheme.js';
import { print, type CommandContext } from '../console.js';
import { printSummary } from '../print-summary.js';

const STARTER_SCHEME = 'chs-drg-starter';
const DEMONSTRATION_DIRECTORY = 'demo-dip';
const DEMONSTRATION_YEAR = 2026;

/** `dianzhi demo`: the first five minutes. Generates invented discharges, groups them under DRG and DIP, and explains two. */
export async function demo(
  options: { readonly output: string; readonly count: number; readonly seed: number },
  { language }: CommandContext,
): Promise<void> {
  const zh = language === 'zh';
  const discharges = join(options.output, 'discharges.csv');
  await mkdir(options.output, { recursive: true }).catch((error: Error) => {
    throw unwritable(options.output, error);
  });
  await writeDischarges(discharges, options);
  const accounts = join(options.output, 'fund-accounts.csv');
  await copyFile(join(packageRoot(), 'reference-data', 'demo', 'fund-accounts.csv'), accounts).catch((error: Error) => {
    throw unwritable(accounts, error);
  });
  print(
    `${zh ? '点值演示：病例、权重与病种目录均为虚构' : 'Dianzhi demonstration: cases, weights and DIP directory are invented'}\n`,
  );
  await demonstrateDrg(discharges, join(options.output, 'grouped.csv'), language);
  await demonstrateDip(discharges, join(options.output, 'grouped-dip.csv'), language);
  const next = `explain --scheme ${STARTER_SCHEME} --case ${discharges} --row 7 --lang ${language}`;
  print(`\n${zh ? '接下来可试' : 'Try next'}: npm run -s dianzhi -- ${next}\n`);
}

async function demonstrateDrg(discharges: string, output: string, language: Language): Promise<void> {
  const scheme = await loadScheme(STARTER_SCHEME);
  assert(scheme.kind === 'drg', 'the starter is a DRG scheme');
  const weights = await RelativeWeights.read(join(packageRoot(), 'reference-data', 'schemes', STARTER_SCHEME, 'weights.csv'));
  const summary = await groupFile({ scheme, input: discharges, output, outputFormat: 'csv', weights });
  print(`\n${heading('DRG')}\n${printSummary(summary, language)}\n`);
  for (const explanation of await twoExplanations(scheme, discharges)) {
    print(`\n${'─'.repeat(WIDTH)}\n${printExplanation(explanation, language)}`);
  }
}

async function demonstrateDip(discharges: string, output: string, language: Language): Promise<void> {
  const policy = join(packageRoot(), 'reference-data', 'regions', DEMONSTRATION_DIRECTORY, 'grouping-policy.yaml');
  const scheme = await loadScheme(DEMONSTRATION_DIRECTORY, { policy });
  const summary = await groupFile({ scheme, input: discharges, output, outputFormat: 'csv' });
  print(`\n${heading('DIP')}\n${printSummary(summary, language)}\n`);
}

/** Columns of a terminal that a rule spans. */
const WIDTH = 72;

function heading(text: string): string {
  return `══ ${text} ${'═'.repeat(WIDTH - text.length - 4)}`;
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
