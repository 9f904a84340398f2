import type { DrgAmendment, SchemeManifest } from '../../reference-data/index.js';
import { inPrecedence, type LaneCounts, type ReasonCode, type Severity } from '../../grouper/index.js';
import type { CaseSourceDescription } from '../intake/index.js';
import type { RelativeWeights } from './relative-weights.js';
import { addTo, addToGroup, type CountedGroup } from './counted-rows.js';
import type { AnyResult } from './result-shape.js';

/** How many of the largest groups a summary names. */
const TOP_GROUPS = 10;

/** What a run did, in figures: printed for people, or as JSON. */
export interface RunSummary {
  readonly scheme: {
    readonly id: string;
    readonly kind: 'drg' | 'dip';
    readonly name: string;
    readonly checksum: string;
    readonly demonstration: boolean;
  };
  readonly amendments: readonly { readonly effectiveFrom: string; readonly source: string }[];
  readonly input: CaseSourceDescription & { readonly path: string };
  readonly output: string;
  readonly rows: number;
  /** How many of them a run had done that was stopped, and that this one went on with; absent where there was none. */
  readonly resumedRows?: number;
  readonly status: Readonly<Record<AnyResult['status'], number>>;
  /** Absent for DIP. */
  readonly severity?: Readonly<Record<Severity, number>>;
  /** How many rows carry each reason. */
  readonly reasons: Readonly<Partial<Record<ReasonCode, number>>>;
  readonly topGroups: readonly { readonly group: string; readonly name: string; readonly cases: number }[];
  /** Mean relative weight of the grouped cases that have one, and how many those are; absent without a weights file. */
  readonly caseMixIndex?: string;
  readonly weightedCases?: number;
  readonly seconds: number;
}

/** Sums up what the parts of a run counted. */
export class RunTally {
  rows = 0;
  readonly #status = { grouped: 0, ambiguous: 0, ungrouped: 0, invalid: 0 };
  readonly #severity = { mcc: 0, cc: 0, none: 0 };
  readonly #reasons: Record<string, number> = {};
  readonly #groups = new Map<string, CountedGroup>();
  readonly #weights: RelativeWeights | undefined;

  constructor(weights?: RelativeWeights) {
    this.#weights = weights;
  }

  /** Adds what was counted of some rows. */
  add(counts: LaneCounts): void {
    this.rows += counts.rows;
    for (const [status, count] of Object.entries(counts.status)) addTo(this.#status, status, count);
    for (const [severity, count] of Object.entries(counts.severity)) addTo(this.#severity, severity, count);
    for (const [reason, count] of Object.entries(counts.reasons)) addTo(this.#reasons, reason, count);
    for (const [code, name, cases] of counts.groups) {
      addToGroup(this.#groups, code, name, cases);
    }
  }

  /** All that was added, as it can be added again. */
  counts(): LaneCounts {
    return {
      rows: this.rows,
      status: { ...this.#status },
      severity: { ...this.#severity },
      reasons: { ...this.#reasons },
      groups: [...this.#groups].map(([code, { name, cases }]) => [code, name, cases] as const),
    };
  }

  /** Whatever order the parts of the run found them in. */
  #reasonsInOrder(): RunSummary['reasons'] {
    const found = inPrecedence(Object.keys(this.#reasons).map((code) => ({ code: code as ReasonCode })));
    return Object.fromEntries(found.map(({ code }) => [code, this.#reasons[code]!]));
  }

  summary(run: {
    readonly manifest: SchemeManifest;
    readonly amendments: readonly DrgAmendment[];
    readonly input: RunSummary['input'];
    readonly output: string;
    readonly resumedRows: number;
    readonly seconds: number;
  }): RunSummary {
    const { id, kind, name, checksum, demonstration } = run.manifest;
    for (const [code, group] of this.#groups) this.#weights?.count(code, group.cases);
    const caseMixIndex = this.#weights?.caseMixIndex();
    return {
      scheme: { id, kind, name, checksum, demonstration: demonstration ?? false },
      amendments: run.amendments.map(({ effectiveFrom, source }) => ({ effectiveFrom, source })),
      input: run.input,
      output: run.output,
      rows: this.rows,
      ...(run.resumedRows === 0 ? {} : { resumedRows: run.resumedRows }),
      status: { ...this.#status },
      ...(kind === 'drg' ? { severity: { ...this.#severity } } : {}),
      reasons: this.#reasonsInOrder(),
      topGroups: [...this.#groups]
        .map(([code, group]) => ({ group: code, ...group }))
        .sort((a, b) => b.cases - a.cases || (a.group < b.group ? -1 : 1))
        .slice(0, TOP_GROUPS),
      ...(caseMixIndex === undefined ? {} : { caseMixIndex, weightedCases: this.#weights!.weightedCases }),
      seconds: run.seconds,
    };
  }
}
