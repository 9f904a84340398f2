import type { Purpose } from '../../../pricing/index.js';
import { isCalendarDate } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import type { ResultFormat } from '../../grouping/result-rows.js';
import type { CaseFormat } from '../../intake/index.js';
import { openCases } from '../../open-cases.js';
import { openPricing } from '../../pricing/open-pricing.js';
import { priceFile } from '../../pricing/price-file.js';
import { priceSummary } from '../../pricing/price-summary.js';
import { dataDirectory } from '../../schemes/scheme-directory.js';
import { print, tell, type CommandContext } from '../console.js';
import { printPriceSummary } from '../print-price-summary.js';
import { Progress } from '../progress.js';
import { formatByName } from './group.js';

export interface PriceOptions {
  /** Payment policy. */
  readonly policy: string;
  readonly scheme?: string;
  readonly input: string;
  readonly output: string;
  readonly breakdown?: string;
  readonly purpose: Purpose;
  readonly on?: string;
  /** Cases that state no earlier stays are the first of their person's year. */
  readonly firstStay?: boolean;
  readonly groupingPolicy?: string;
  readonly amendment?: readonly string[];
  readonly inputFormat?: CaseFormat;
  readonly outputFormat?: ResultFormat;
  readonly encoding?: string;
  readonly threads?: number;
  readonly data?: string;
  readonly json?: boolean;
}

/** `dianzhi price`: prices a file of cases, grouped or to be grouped on the way. */
export async function price(options: PriceOptions, { language }: CommandContext): Promise<void> {
  const started = performance.now();
  const { input, output, breakdown, purpose, on, firstStay = false, threads } = options;
  if (on !== undefined && !isCalendarDate(on))
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--on', value: on, allowed: 'YYYY-MM-DD' });
  const outputFormat = options.outputFormat ?? formatByName(output);
  const source = await openCases(input, options);
  const progress = new Progress(language);
  try {
    const { policy, scheme, setup } = await openPricing({
      data: dataDirectory(options.data),
      policyPath: options.policy,
      named: options.scheme,
      groupingPolicy: options.groupingPolicy,
      amendments: options.amendment,
      columns: await source.columns(),
      hasBreakdown: breakdown !== undefined,
      purpose,
      on,
      firstStay,
    });
    const onProgress = ({ rows, share }: { readonly rows: number; readonly share: number | undefined }) =>
      progress.show(rows, share);
    const counts = await priceFile({ source, input, output, outputFormat, breakdown, threads, setup, onProgress }).finally(() =>
      progress.end(),
    );
    const summary = priceSummary(counts, {
      policy,
      policyPath: options.policy,
      purpose,
      ...(scheme === undefined ? {} : { scheme: scheme.id }),
      input: { path: input, ...source.description },
      output,
      ...(breakdown === undefined ? {} : { breakdown }),
      seconds: (performance.now() - started) / 1000,
    });
    if (options.json !== true) tell(printPriceSummary(summary, language));
    else if (output === '-') tell(JSON.stringify(summary));
    else print(`${JSON.stringify(summary)}\n`);
  } finally {
    await source.close();
  }
}
