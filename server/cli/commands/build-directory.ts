import { readDipScheme, SCHEME_ID, type StoredDipScheme } from '../../../reference-data/index.js';
import { buildFromFiles } from '../../directory/build-from-files.js';
import { printReport } from '../../directory/print-report.js';
import { ServerError } from '../../errors.js';
import { dataDirectory, findScheme } from '../../schemes/scheme-directory.js';
import { print, tell, type CommandContext } from '../console.js';
import { Progress } from '../progress.js';

export interface BuildDirectoryOptions {
  readonly input: readonly string[];
  readonly years: string;
  readonly policy: string;
  readonly output: string;
  readonly library?: string;
  readonly previous?: string;
  readonly attributes?: string;
  readonly names: readonly string[];
  readonly id?: string;
  readonly demonstration?: boolean;
  readonly encoding?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** `dianzhi build-directory`: makes a region's directory from its own discharges. */
export async function buildDirectoryCommand(options: BuildDirectoryOptions, { language }: CommandContext): Promise<void> {
  const { id = 'local-dip', data } = options;
  if (!SCHEME_ID.test(id)) throw new ServerError('SERVER_SCHEME_ID_INVALID', { id });
  const progress = new Progress(language);
  const report = await buildFromFiles({
    inputs: options.input,
    encoding: options.encoding,
    years: calendarYears(options.years),
    policy: options.policy,
    output: options.output,
    id,
    library: await dipScheme(options.library, data),
    previous: await dipScheme(options.previous, data),
    attributes: options.attributes,
    names: options.names,
    demonstration: options.demonstration === true,
    onProgress: ({ rows, share }) => progress.show(rows, share),
  }).finally(() => progress.end());
  if (options.json === true) print(`${JSON.stringify(report)}\n`);
  else tell(printReport(report).trimEnd());
}

function calendarYears(text: string): readonly number[] {
  const years = text.split(',').map((year) => year.trim());
  const isListed = years.every((year) => /^(?:19|20)\d\d$/.test(year)) && new Set(years).size === years.length;
  if (!isListed) throw new ServerError('SERVER_OPTION_INVALID', { option: '--years', value: text, allowed: '2023,2024,2025' });
  return years.map(Number);
}

async function dipScheme(id: string | undefined, data: string | undefined): Promise<StoredDipScheme | undefined> {
  return id === undefined ? undefined : readDipScheme((await findScheme(id, dataDirectory(data))).folder);
}
