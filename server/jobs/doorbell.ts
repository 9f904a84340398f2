/** Wakes a loop that has nothing to do. A ring while nobody waits is not lost: the next wait ends at once. */
export class Doorbell {
  #hasRung = false;
  #answer: (() => void) | undefined;

  ring(): void {
    this.#hasRung = true;
    this.#answer?.();
  }

  /** Waits for a ring, at most so long. Unit: milliseconds. */
  async wait(most: number): Promise<void> {
    if (!this.#hasRung) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#answer = resolve;
        timer = setTimeout(resolve, most);
      });
      clearTimeout(timer);
      this.#answer = undefined;
    }
    this.#hasRung = false;
  }
}
