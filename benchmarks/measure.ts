/** One thing that is timed: `run` does `operations` operations. */
export interface Subject {
  readonly name: string;
  /** What one operation is. */
  readonly operation: string;
  readonly operations: number;
  /** @returns Seconds, where the subject takes its own time. */
  readonly run: () => void | Promise<void | number>;
}

/** Operations a second over the rounds. */
export interface Measured {
  readonly name: string;
  readonly operation: string;
  readonly operations: number;
  readonly rounds: number;
  readonly median: number;
  readonly slowest: number;
  readonly fastest: number;
  /** Each round's speed, in the order of the rounds. */
  readonly speeds: readonly number[];
}

/** A round shorter than this would time the warming of caches. Unit: seconds. */
const SHORTEST_ROUND = 0.4;

/**
 * Times subjects in alternating rounds, so that a machine that slows down slows all of them, after one round each that does not count.
 * Ratios between subjects of one call may be quoted; absolute figures belong to the machine.
 */
export async function measure(subjects: readonly Subject[], rounds: number): Promise<Measured[]> {
  const states = subjects.map((subject) => ({ subject, repeats: 1, speeds: [] as number[] }));
  for (let round = 0; round <= rounds; round++) {
    for (const state of states) {
      globalThis.gc?.();
      const seconds = await secondsOf(state.subject, state.repeats);
      if (round > 0) state.speeds.push((state.subject.operations * state.repeats) / seconds);
      else state.repeats = Math.ceil(SHORTEST_ROUND / seconds);
    }
  }
  return states.map(({ subject, repeats, speeds }) => {
    const sorted = speeds.toSorted((a, b) => a - b);
    const { name, operation } = subject;
    const operations = subject.operations * repeats;
    const [slowest, median, fastest] = [sorted[0]!, middle(speeds), sorted.at(-1)!];
    return { name, operation, operations, rounds, median, slowest, fastest, speeds };
  });
}

async function secondsOf({ run }: Subject, repeats: number): Promise<number> {
  let seconds = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const started = performance.now();
    const own = await run();
    seconds += own ?? (performance.now() - started) / 1000;
  }
  return seconds;
}

/** How many times as fast one subject is as another: the median over the rounds, each compared with the round beside it. */
export function medianRatio(one: Measured, other: Measured): number {
  return middle(one.speeds.map((speed, round) => speed / other.speeds[round]!));
}

/** The median; of an even number the upper of the two in the middle. */
export function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
