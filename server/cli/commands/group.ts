import { extname } from 'node:path';
import { ServerError } from '../../errors.js';
import { groupFile } from '../../grouping/group-file.js';
import { RelativeWeights } from '../../grouping/relative-weights.js';
import { RESULT_FORMATS, type ResultFormat } from '../../grouping/result-rows.js';
import type { CaseFormat } from '../../intake/index.js';
import { print, tell, type CommandContext } from '../console.js';
import { printSummary } from '../print-summary.js';
import { Progress } from '../progress.js';
import { loadNamedForGrouping, type SchemeOptions } from '../scheme-options.js';
import { personKeySecret } from '../../open-cases.js';

export interface GroupOptions extends SchemeOptions {
  readonly input: string;
  readonly output: string;
  readonly inputFormat?: CaseFormat;
  readonly outputFormat?: ResultFormat;
  readonly encoding?: string;
  readonly weights?: string;
  readonly threads?: number;
  readonly resume?: boolean;
  readonly json?: boolean;
}

/** `dianzhi group`: groups a file of discharges. */
export async function group(options: GroupOptions, { language }: CommandContext): Promise<void> {
  const { inputFormat, encoding, output, threads, resume = false } = options;
  const outputFormat = options.outputFormat ?? formatByName(output);
  const scheme = await loadNamedForGrouping(options);
  const weights = options.weights === undefined ? undefined : await RelativeWeights.read(options.weights);
  const secret = personKeySecret();
  const progress = new Progress(language);
  const summary = await groupFile({
    scheme,
    input: options.input,
    output,
    outputFormat,
    ...(inputFormat === undefined ? {} : { inputFormat }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(threads === undefined ? {} : { threads }),
    resume,
    ...(weights === undefined ? {} : { weights }),
    ...(secret === undefined ? {} : { personKeySecret: secret }),
    onProgress: ({ rows, share }) => progress.show(rows, share),
  }).finally(() => progress.end());
  if (options.json !== true) tell(printSummary(summary, language));
  else if (output === '-') tell(JSON.stringify(summary));
  else print(`${JSON.stringify(summary)}\n`);
}

/** The format that the name of an output asks for. @throws SERVER_OPTION_INVALID */
export function formatByName(output: string): ResultFormat {
  const ending = extname(output).slice(1).toLowerCase();
  if (output === '-' || ending === 'csv') return 'csv';
  if (ending === 'ndjson' || ending === 'jsonl') return 'ndjson';
  throw new ServerError('SERVER_OPTION_INVALID', {
    option: '--output',
    value: output,
    allowed: `FILE.csv, FILE.ndjson, --output-format ${RESULT_FORMATS.join('|')}`,
  });
}
