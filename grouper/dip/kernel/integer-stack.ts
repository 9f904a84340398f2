/** Integers that are collected anew for every case: memory grows to the largest case and is kept. */
export class IntegerStack {
  values = new Int32Array(64);
  count = 0;

  push(value: number): void {
    if (this.count === this.values.length) this.#grow();
    this.values[this.count++] = value;
  }

  clear(): void {
    this.count = 0;
  }

  #grow(): void {
    const values = new Int32Array(this.values.length * 2);
    values.set(this.values);
    this.values = values;
  }
}
