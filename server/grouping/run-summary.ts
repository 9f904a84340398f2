import type { DrgAmendment, DrgManifest } from '../../reference-data/index.js';
import type { GroupResult, ReasonCode, Severity } from '../../grouper/index.js';
import type { CaseSourceDescription } from '../intake/index.js';
import type { RelativeWeights } from './relative-weights.js';

/** How many of the largest groups a summary names. */
const TOP_GROUPS = 10;

/** What a run did, in figures: printed for people, or as JSON. */
export interface RunSummary {
  readonly scheme: { readonly id: string; readonly name: string; readonly checksum: string; readonly demonstration: boolean };
  readonly amendments: readonly { readonly effectiveFrom: string; readonly source: string }[];
  readonly input: CaseSourceDescription & { readonly path: string };
  readonly output: string;
  readonly rows: number;
  readonly status: Readonly<Record<GroupResult['status'], number>>;
  readonly severity: Readonly<Record<Severity, number>>;
  /** How many rows carry each reason. */
  readonly reasons: Readonly<Partial<Record<ReasonCode, number>>>;
  readonly topGroups: readonly { readonly drg: string; readonly name: string; readonly cases: number }[];
  /** Mean relative weight of the grouped cases that have one, and how many those are; absent without a weights file. */
  readonly caseMixIndex?: string;
  readonly weightedCases?: number;
  readonly seconds: number;
}

/** Counts results as they pass. */
export class RunTally {
  rows = 0;
  readonly #status = { grouped: 0, ambiguous: 0, ungrouped: 0, invalid: 0 };
  readonly #severity = { mcc: 0, cc: 0, none: 0 };
  readonly #reasons: Partial<Record<ReasonCode, number>> = {};
  readonly #groups = new Map<string, { readonly name: string; cases: number }>();
  readonly #weights: RelativeWeights | undefined;

  constructor(weights?: RelativeWeights) {
    this.#weights = weights;
  }

  count(result: GroupResult): void {
    this.rows++;
    this.#status[result.status]++;
    for (const code of new Set(result.reasons.map((reason) => reason.code))) this.#reasons[code] = (this.#reasons[code] ?? 0) + 1;
    if (result.status === 'invalid') return;
    this.#severity[result.severity]++;
    if (result.status !== 'grouped') return;
    this.#weights?.count(result.drg);
    const group = this.#groups.get(result.drg);
    if (group === undefined) this.#groups.set(result.drg, { name: result.drgName, cases: 1 });
    else group.cases++;
  }

  summary(run: {
    readonly manifest: DrgManifest;
    readonly amendments: readonly DrgAmendment[];
    readonly input: RunSummary['input'];
    readonly output: string;
    readonly seconds: number;
  }): RunSummary {
    const { id, name, checksum, demonstration } = run.manifest;
    const caseMixIndex = this.#weights?.caseMixIndex();
    return {
      scheme: { id, name, checksum, demonstration: demonstration ?? false },
      amendments: run.amendments.map(({ effectiveFrom, source }) => ({ effectiveFrom, source })),
      input: run.input,
      output: run.output,
      rows: this.rows,
      status: { ...this.#status },
      severity: { ...this.#severity },
      reasons: { ...this.#reasons },
      topGroups: [...this.#groups]
        .map(([drg, group]) => ({ drg, ...group }))
        .sort((a, b) => b.cases - a.cases || (a.drg < b.drg ? -1 : 1))
        .slice(0, TOP_GROUPS),
      ...(caseMixIndex === undefined ? {} : { caseMixIndex, weightedCases: this.#weights!.weightedCases }),
      seconds: run.seconds,
    };
  }
}
