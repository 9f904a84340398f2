import { REASONS, type ReasonCode } from '../reasons.js';
import { OutcomeBytes } from './outcome-bytes.js';
import type { OutputBytes } from './output-bytes.js';

const BAR = 0x7c;
const CODES = Object.keys(REASONS) as ReasonCode[];
const PLACE = Object.fromEntries(CODES.map((code, place) => [code, place])) as Record<ReasonCode, number>;

/** Writes the reasons of one case after another, and counts how many cases carry each. */
export class ReasonWriter {
  readonly #codes = new OutcomeBytes(CODES);
  readonly #counts = new Int32Array(CODES.length);
  #start = 0;

  /** Begins the list of a case at the end of the output. */
  begin(output: OutputBytes): void {
    this.#start = output.length;
  }

  /** Adds a reason that the case does not have yet, and counts it. */
  add(code: ReasonCode, output: OutputBytes): void {
    this.#counts[PLACE[code]]!++;
    this.again(code, output);
  }

  /** Adds a reason once more, about something else. */
  again(code: ReasonCode, output: OutputBytes): void {
    if (output.length > this.#start) output.byte(BAR);
    this.#codes.write(PLACE[code], output);
  }

  /** How many cases carried each reason since the last call. */
  takeCounts(): Record<string, number> {
    const found = CODES.flatMap((code, place) => (this.#counts[place]! > 0 ? [[code, this.#counts[place]!] as const] : []));
    this.#counts.fill(0);
    return Object.fromEntries(found);
  }
}
