import { readFile } from 'node:fs/promises';
import { parseCsv, ReferenceDataError } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';

/** Decimals that are kept of a relative weight; more are refused, so that no weight is rounded. */
const DECIMALS = 6;
const SCALE = 10n ** BigInt(DECIMALS);

/** Relative weights of DRGs, for the case-mix index of a summary. Not a way of paying. */
export class RelativeWeights {
  readonly #weights = new Map<string, bigint>();
  readonly #printed = new Map<string, string>();
  #sum = 0n;
  #cases = 0n;

  /** Reads a CSV file with the columns `drg` and `relativeWeight`. @throws REFERENCE_DATA_FILE_UNREADABLE, SERVER_WEIGHTS_INVALID with the line. */
  static async read(path: string): Promise<RelativeWeights> {
    const text = await readFile(path, 'utf8').catch((error: Error) => {
      throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why: error.message });
    });
    const weights = new RelativeWeights();
    const [header, ...records] = parseCsv(text, path);
    const drg = header?.fields.indexOf('drg') ?? -1;
    const weight = header?.fields.indexOf('relativeWeight') ?? -1;
    if (drg < 0 || weight < 0)
      throw new ServerError('SERVER_WEIGHTS_INVALID', { path, line: 1, why: header?.fields.join(',') ?? '' });
    for (const { fields, line } of records) {
      const match = /^(\d{1,6})(?:\.(\d{1,6}))?$/.exec(fields[weight]?.trim() ?? '');
      const scaled = match === null ? 0n : BigInt(match[1]! + (match[2] ?? '').padEnd(DECIMALS, '0'));
      const group = fields[drg]?.trim() ?? '';
      if (scaled === 0n || group === '') throw new ServerError('SERVER_WEIGHTS_INVALID', { path, line, why: fields.join(',') });
      weights.#weights.set(group, scaled);
      weights.#printed.set(group, match![0]);
    }
    return weights;
  }

  /** The weight of a DRG as the file prints it. */
  of(drg: string): string | undefined {
    return this.#printed.get(drg);
  }

  /** Counts grouped cases. Those whose DRG has no weight are left out of the index. */
  count(drg: string, cases: number): void {
    const weight = this.#weights.get(drg);
    if (weight === undefined) return;
    this.#sum += weight * BigInt(cases);
    this.#cases += BigInt(cases);
  }

  /** Case-mix index: the mean relative weight of the counted cases, half up to four decimals; undefined before the first case. */
  caseMixIndex(): string | undefined {
    if (this.#cases === 0n) return undefined;
    const tenThousandths = (2n * this.#sum * 10_000n + this.#cases * SCALE) / (2n * this.#cases * SCALE);
    const digits = tenThousandths.toString().padStart(5, '0');
    return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
  }

  get weightedCases(): number {
    return Number(this.#cases);
  }
}
