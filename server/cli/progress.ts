import { Presets, SingleBar } from 'cli-progress';
import type { Language } from '../../reference-data/index.js';

/** Shows how far long work is: a bar on a terminal, nothing where standard error is piped. */
export class Progress {
  readonly #bar: SingleBar | undefined;
  readonly #started = performance.now();
  #running = false;

  constructor(language: Language) {
    if (!process.stderr.isTTY) return;
    const rows = language === 'zh' ? '行' : 'rows';
    const format = `{bar} {percentage}% · {rows} ${rows} · {speed}/s`;
    this.#bar = new SingleBar(
      { format, stream: process.stderr, hideCursor: true, clearOnComplete: true },
      Presets.shades_classic,
    );
    // A process that is stopped gives the cursor back.
    process.once('exit', () => this.end());
  }

  /** @param share Part that is done, 0 to 1; undefined where the end is not known. */
  show(rows: number, share: number | undefined): void {
    if (this.#bar === undefined) return;
    const speed = Math.round(rows / Math.max((performance.now() - this.#started) / 1000, 0.001));
    if (!this.#running) this.#bar.start(1000, 0, { rows, speed });
    this.#running = true;
    this.#bar.update(Math.min(1000, Math.round((share ?? 0) * 1000)), { rows, speed });
  }

  end(): void {
    if (this.#running) this.#bar?.stop();
    this.#running = false;
  }
}
