import { resolve } from 'node:path';
import type { CaseFormat } from '../../intake/index.js';
import { dataDirectory } from '../../schemes/scheme-directory.js';
import { monthOf, yearOf } from '../../settlement/period.js';
import { summaryOf } from '../../settlement/run-summary.js';
import { settle } from '../../settlement/settle.js';
import type { SettleRequest } from '../../settlement/settle-request.js';
import { print, tell, type CommandContext } from '../console.js';
import { Progress } from '../progress.js';
import { printSettledRun } from '../print-settled-run.js';

export interface SettleCommandOptions {
  readonly policy: string;
  readonly month?: string;
  readonly year?: string;
  readonly cases: readonly string[];
  readonly budget: string;
  readonly output: string;
  readonly scheme?: string;
  readonly previous?: readonly string[];
  readonly months?: readonly string[];
  readonly corrections?: string;
  readonly audits?: string;
  readonly assessment?: string;
  readonly prepayments?: string;
  readonly lateCases?: readonly string[];
  readonly hospitals?: string;
  readonly review?: readonly string[];
  readonly undecidedAsOrdinary?: boolean;
  readonly groupingPolicy?: string | undefined;
  readonly firstStay?: boolean;
  readonly withoutMonths?: boolean;
  readonly amendment?: readonly string[] | undefined;
  readonly inputFormat?: CaseFormat;
  readonly encoding?: string;
  readonly threads?: number;
  readonly data?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `dianzhi settle month`, `dianzhi settle year`. */
export async function settleCommand(
  kind: SettleRequest['kind'],
  options: SettleCommandOptions,
  { language }: CommandContext,
): Promise<void> {
  const started = performance.now();
  const progress = new Progress(language);
  const { output, threads, dryRun: isDry = false } = options;
  const run = await settle(requestOf(kind, options), {
    output,
    isDry,
    threads,
    onProgress: ({ rows, share }) => progress.show(rows, share),
  }).finally(() => progress.end());
  const seconds = (performance.now() - started) / 1000;
  if (options.json === true) print(`${JSON.stringify({ ...(isDry ? { dryRun: true } : { output }), ...summaryOf(run) })}\n`);
  else tell(printSettledRun(run, { output, isDry, seconds }, language));
}

/** What the options ask for, with every path made absolute. */
export function requestOf(kind: SettleRequest['kind'], options: Omit<SettleCommandOptions, 'output'>): SettleRequest {
  const { scheme, corrections, audits, assessment, prepayments, hospitals, groupingPolicy, inputFormat, encoding } = options;
  const files = Object.entries({ corrections, audits, assessment, prepayments, hospitals, groupingPolicy });
  return {
    kind,
    period: kind === 'month' ? monthOf(options.month!) : yearOf(options.year!),
    policy: resolve(options.policy),
    budget: resolve(options.budget),
    cases: options.cases.map((path) => (path === '-' ? path : resolve(path))),
    previous: [...(options.previous ?? []), ...(options.months ?? [])].map((path) => resolve(path)),
    ...Object.fromEntries(files.flatMap(([name, path]) => (path === undefined ? [] : [[name, resolve(path)]]))),
    amendments: (options.amendment ?? []).map((path) => resolve(path)),
    ...(options.lateCases === undefined ? {} : { lateCases: options.lateCases.map((path) => resolve(path)) }),
    ...(options.review === undefined ? {} : { reviews: options.review.map((path) => ({ path: resolve(path) })) }),
    ...(options.undecidedAsOrdinary === true ? { undecidedAsOrdinary: true } : {}),
    firstStay: options.firstStay === true,
    withoutMonths: options.withoutMonths === true,
    data: dataDirectory(options.data),
    ...(scheme === undefined ? {} : { scheme }),
    ...(inputFormat === undefined ? {} : { inputFormat }),
    ...(encoding === undefined ? {} : { encoding }),
  };
}
