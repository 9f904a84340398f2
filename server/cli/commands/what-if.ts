import { diagnosisCode, procedureCode } from '../../../grouper/index.js';
import { ServerError } from '../../errors.js';
import { RelativeWeights } from '../../grouping/relative-weights.js';
import { readPolicyFile } from '../../pricing/policy-file.js';
import { sortPolicyFiles } from '../../pricing/policy-files.js';
import type { ReadCase } from '../../intake/index.js';
import { findWeights, openWeights } from '../../pricing/weights-store.js';
import { dataDirectory } from '../../schemes/scheme-directory.js';
import { createGrouper, type LoadedScheme } from '../../schemes/load-scheme.js';
import type { Change } from '../../what-if/change.js';
import { variationPricer, type VariationPricing } from '../../what-if/price-variation.js';
import { askedVariations } from '../../what-if/variations.js';
import { publishedByScheme, whatIf, type VariedOutcome, type WhatIfQuestions } from '../../what-if/varied-outcome.js';
import { whatIfRecord } from '../../what-if/what-if-record.js';
import { readCase, type CaseOptions } from '../case-option.js';
import { print, type CommandContext } from '../console.js';
import { printWhatIf } from '../print-what-if.js';
import { loadNamedScheme, type SchemeOptions } from '../scheme-options.js';

export interface WhatIfOptions extends Omit<SchemeOptions, 'policy'>, CaseOptions {
  /** Policies of payment or of grouping under DIP; the file says which it is. */
  readonly policy?: readonly string[];
  readonly weights?: string;
  /** Exchanges keep the old code. */
  readonly swap?: boolean;
  readonly together?: boolean;
  /** A case that states no earlier stays is the first of its person's year. */
  readonly firstStay?: boolean;
  readonly json?: boolean;
}

/** `dianzhi what-if`: a case as it stands beside variations of its codes. @param changes In the order in which they were given. */
export async function whatIfCommand(
  changes: readonly Change[],
  { policy: policyFiles = [], ...options }: WhatIfOptions,
  { language }: CommandContext,
): Promise<void> {
  const files = await sortPolicyFiles(policyFiles);
  const scheme = await loadNamedScheme({ ...options, ...(files.grouping === undefined ? {} : { policy: files.grouping }) });
  const { manifest } = scheme;
  const published = await publishedBeside(scheme, options.weights);
  const policy = files.payment === undefined ? undefined : (await readPolicyFile(files.payment)).policy;
  const read = await readCase(options);
  const price = policy === undefined ? undefined : await pricerOf(read, { policy, manifest, published }, options);
  const grouper = createGrouper(scheme);
  const outcomes = whatIf(read.discharge, read.reasons, askedVariations(read.discharge, changes.map(inNormalForm), options), {
    group: (discharge, reasons) => grouper.group(discharge, reasons),
    published,
    price,
  });
  const policyName = policy?.documents[0].name[language];
  const head = { manifest, policyName, names: codeNames(scheme, outcomes) };
  print(
    options.json === true
      ? `${JSON.stringify(whatIfRecord(outcomes, head, language), null, 2)}\n`
      : printWhatIf(outcomes, head, language),
  );
}

/** The change with its code as it is shown beside the codes of the case. */
function inNormalForm({ code, ...change }: Change): Change {
  return { ...change, code: change.kind.endsWith('procedure') ? procedureCode(code) : diagnosisCode(code) };
}

async function pricerOf(
  read: ReadCase,
  { policy, manifest, published }: Pick<VariationPricing, 'policy' | 'manifest' | 'published'>,
  { data, firstStay = false }: Pick<WhatIfOptions, 'data' | 'firstStay'>,
): Promise<WhatIfQuestions['price']> {
  const weights = openWeights(await findWeights(dataDirectory(data), manifest.id, policy));
  return variationPricer(read, { policy, weights, manifest, published, firstStay });
}

/** Points come with a DIP directory; weights of DRGs may come in a file of their own. */
async function publishedBeside({ kind }: LoadedScheme, weightsFile?: string): Promise<WhatIfQuestions['published']> {
  if (kind === 'dip') {
    if (weightsFile !== undefined)
      throw new ServerError('SERVER_OPTION_INVALID', { option: '--weights', value: weightsFile, allowed: '--weights: DRG' });
    return publishedByScheme;
  }
  const weights = weightsFile === undefined ? undefined : await RelativeWeights.read(weightsFile);
  return (result) => ('drg' in result ? { relativeWeight: weights?.of(result.drg) } : {});
}

/** Names of the codes that are tried, where the scheme prints them. */
function codeNames(scheme: LoadedScheme, outcomes: readonly VariedOutcome[]): Readonly<Record<string, string>> {
  if (scheme.kind === 'dip') return {};
  const grouper = createGrouper(scheme);
  const names: Record<string, string> = {};
  for (const { discharge, variation } of outcomes) {
    if (variation.every(({ code }) => code in names) && variation.length > 0) continue;
    Object.assign(names, grouper.explain(discharge).names);
  }
  return names;
}
