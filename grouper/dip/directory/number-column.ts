type NumberArray = Float64Array | Uint32Array | Uint16Array | Uint8Array;

const FIRST_LENGTH = 1 << 16;

/** A growing column of numbers of one width. It doubles when it is full, so a case costs its bytes and nothing for the collector. */
export class NumberColumn<T extends NumberArray> {
  readonly #make: new (length: number) => T;
  #numbers: T;
  #length = 0;

  constructor(make: new (length: number) => T) {
    this.#make = make;
    this.#numbers = new make(FIRST_LENGTH);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const wider = new this.#make(this.#length * 2);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.#length++] = value;
  }

  /** The numbers so far; to be asked again after another `push`. */
  values(): T {
    return this.#numbers.subarray(0, this.#length) as T;
  }
}
