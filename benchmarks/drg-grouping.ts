import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrgGrouper, type CompiledDrgScheme, type Discharge, type DrgScheme } from '../grouper/index.js';
import { loadScheme } from '../server/schemes/load-scheme.js';
import { PlainInterpreter } from '../test/plain-interpreter.js';
import { readLabelled, shared, sharedIsThere } from '../test/shared-material.js';
import { benchmarkScheme } from './benchmark-scheme.js';
import { generateDischarges, readDischarges } from './cases.js';
import { InternedCases } from './interned-cases.js';
import { measure, type Measured } from './measure.js';

export const SEED = 20260101;
const GENERATED = 20_000;
const EXPLAINED = 2_000;

export interface GroupingResults {
  readonly scheme: string;
  readonly cases: string;
  /** SHA-256 over the answers: equal figures of different answers are not equal. */
  readonly fingerprint: string;
  readonly measured: readonly Measured[];
}

/** Grouping in memory on one thread: under the national 1.1 tables where they lie beside the project, else under the starter. */
export async function benchmarkDrgGrouping(rounds: number): Promise<GroupingResults> {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  try {
    const scheme = await benchmarkScheme('drg', folder);
    const load = async () => {
      const loaded = await loadScheme(scheme, { data: folder });
      assert(loaded.kind === 'drg');
      return loaded;
    };
    const { compiled, scheme: printed } = await load();
    const all = sharedIsThere
      ? await readDischarges(shared('cases', 'chs-drg-1.1-cases.csv'))
      : await generateDischarges(GENERATED, SEED);
    const grouper = new DrgGrouper(compiled, printed);
    const cases = all.filter((discharge) => grouper.group(discharge).status !== 'invalid');
    const interned = new InternedCases(compiled, cases);
    const fingerprint = checkAnswers(compiled, printed, grouper, interned, all, cases);
    const plain = new PlainInterpreter(printed);
    let sink = 0;
    const measured = await measure(
      [
        {
          name: 'plain interpreter, from code strings',
          operation: 'group one case',
          operations: cases.length,
          run: () => {
            for (const discharge of cases) sink += plain.group(discharge).drg.length;
          },
        },
        {
          name: 'grouper, from code strings',
          operation: 'group one case',
          operations: cases.length,
          run: () => {
            for (const discharge of cases) sink += grouper.group(discharge).reasons.length;
          },
        },
        {
          name: 'kernel, from interned codes',
          operation: 'group one case',
          operations: cases.length,
          run: () => interned.group((row) => (sink += row)),
        },
        {
          name: 'explain path',
          operation: 'explain one case',
          operations: EXPLAINED,
          run: () => {
            for (const discharge of cases.slice(0, EXPLAINED)) sink += grouper.explain(discharge).mdcs.length;
          },
        },
        { name: 'load and compile the stored scheme', operation: 'load', operations: 1, run: async () => void (await load()) },
      ],
      rounds,
    );
    assert(Number.isFinite(sink));
    const what = sharedIsThere ? `${cases.length} valid labelled cases` : `${cases.length} demonstration cases, seed ${SEED}`;
    return { scheme, cases: what, fingerprint, measured };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A wrong answer has no speed: labels, plain interpreter, grouper, kernel and evidence must agree before anything is timed. */
function checkAnswers(
  compiled: CompiledDrgScheme,
  printed: DrgScheme,
  grouper: DrgGrouper,
  interned: InternedCases,
  all: readonly Discharge[],
  cases: readonly Discharge[],
): string {
  const plain = new PlainInterpreter(printed);
  const groups = all.map((discharge) => grouper.group(discharge));
  if (sharedIsThere) {
    const labels = readLabelled(shared('cases', 'chs-drg-1.1-cases.csv'));
    for (const [place, result] of groups.entries()) {
      assert.equal(result.status, labels[place]!['expectedStatus']);
      assert.equal(result.status === 'invalid' ? '' : result.drg, labels[place]!['expectedDrg']);
    }
  }
  const rows: number[] = [];
  interned.group((row) => rows.push(row));
  const hash = createHash('sha256');
  for (const [place, discharge] of cases.entries()) {
    const result = grouper.group(discharge);
    assert(result.status !== 'invalid');
    const { drg, status, severity } = plain.group(discharge);
    assert.deepEqual([result.drg, result.status, result.severity], [drg, status, severity]);
    const row = rows[place]!;
    const kernelDrg = row >= 0 ? compiled.drgOutcomes[row]!.drg : row < -1 ? compiled.adrgOutcomes[-2 - row]!.drg : '0000';
    assert.equal(kernelDrg, drg);
    if (place < EXPLAINED) grouper.explain(discharge); // asserts by itself that the evidence leads to the same group
    hash.update(`${discharge.caseId} ${drg} ${severity}\n`);
  }
  return hash.digest('hex');
}
