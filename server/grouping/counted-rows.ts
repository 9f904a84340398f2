import type { LaneCounts } from '../../grouper/index.js';
import type { AnyResult, ResultShape } from './result-shape.js';

/** Counts results as a run's summary has them, so that threads can report what they did. */
export class CountedRows {
  readonly #shape: ResultShape;
  #rows = 0;
  #status: Record<string, number> = {};
  #severity: Record<string, number> = {};
  #reasons: Record<string, number> = {};
  #groups = new Map<string, CountedGroup>();

  constructor(shape: ResultShape) {
    this.#shape = shape;
  }

  count(result: AnyResult): void {
    this.#rows++;
    addTo(this.#status, result.status, 1);
    for (const code of new Set(result.reasons.map((reason) => reason.code))) addTo(this.#reasons, code, 1);
    const severity = this.#shape.severityOf(result);
    if (severity !== undefined) addTo(this.#severity, severity, 1);
    const found = this.#shape.groupOf(result);
    if (found !== undefined) addToGroup(this.#groups, found.code, found.name, 1);
  }

  /** What was counted since the last call. */
  take(): LaneCounts {
    const counts: LaneCounts = {
      rows: this.#rows,
      status: this.#status,
      severity: this.#severity,
      reasons: this.#reasons,
      groups: [...this.#groups].map(([code, { name, cases }]) => [code, name, cases] as const),
    };
    this.#rows = 0;
    this.#status = {};
    this.#severity = {};
    this.#reasons = {};
    this.#groups = new Map();
    return counts;
  }
}

/** Cases of a group. */
export interface CountedGroup {
  name: string;
  cases: number;
}

/** Adds cases to a group. Rows of one group may have names of their own: the first in the order of signs stands, whichever came first. */
export function addToGroup(groups: Map<string, CountedGroup>, code: string, name: string, cases: number): void {
  const group = groups.get(code);
  if (group === undefined) groups.set(code, { name, cases });
  else {
    group.cases += cases;
    if (name < group.name) group.name = name;
  }
}

/** Adds to one of the counts of a record. */
export function addTo(counts: Record<string, number>, key: string, count: number): void {
  counts[key] = (counts[key] ?? 0) + count;
}
