import { parseArgs } from 'node:util';
import { SEED } from './drg-grouping.js';

/** What `npm run bench -- ...` was asked for. */
export interface BenchOptions {
  readonly rounds: number;
  /** `all` is everything but the directory builder, the settlement and the service. */
  readonly only: (typeof SUBJECTS)[number];
  /** Of the files that are generated for the measurement. */
  readonly rows: number | undefined;
  /** File for the results, instead of one in results/. */
  readonly json: string | undefined;
  /** Rows of a case file to write instead of measuring. */
  readonly generate: number | undefined;
  readonly seed: number;
  readonly scheme: string | undefined;
  readonly data: string | undefined;
  readonly output: string | undefined;
}

/** Reads the options. @throws Error that names the option. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '9' },
      only: { type: 'string', default: 'all' },
      rows: { type: 'string' },
      json: { type: 'string' },
      generate: { type: 'string' },
      seed: { type: 'string', default: String(SEED) },
      scheme: { type: 'string' },
      data: { type: 'string' },
      output: { type: 'string' },
    },
  });
  const { only, json, scheme, data, output } = values;
  if (!isSubject(only)) throw new Error(`--only ${only}: ${SUBJECTS.join(', ')}`);
  return {
    rounds: wholeNumber('rounds', values.rounds, 1),
    only,
    rows: values.rows === undefined ? undefined : wholeNumber('rows', values.rows, 1),
    json,
    generate: values.generate === undefined ? undefined : wholeNumber('generate', values.generate, 0),
    seed: wholeNumber('seed', values.seed, 0),
    scheme,
    data,
    output,
  };
}

const SUBJECTS = ['all', 'drg', 'dip', 'files', 'dip-files', 'price', 'settle', 'serve', 'directory'] as const;

function isSubject(text: string): text is (typeof SUBJECTS)[number] {
  return (SUBJECTS as readonly string[]).includes(text);
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < least || text.trim() === '') {
    throw new Error(`--${option} ${text}: a whole number, ${least} or more`);
  }
  return value;
}
