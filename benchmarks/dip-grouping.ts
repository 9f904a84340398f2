import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DipGrouper, Discharge } from '../grouper/index.js';
import { createGrouper, loadScheme, type LoadedDipScheme } from '../server/schemes/load-scheme.js';
import { PlainDipInterpreter } from '../test/plain-dip-interpreter.js';
import { readLabelled, shared, sharedIsThere } from '../test/shared-material.js';
import { benchmarkScheme } from './benchmark-scheme.js';
import { CasesInBytes } from './cases-in-bytes.js';
import { generateDischarges, readDischarges } from './cases.js';
import { SEED, type GroupingResults } from './drg-grouping.js';
import { measure } from './measure.js';

const GENERATED = 20_000;
const EXPLAINED = 500;
/** The plain interpreter tries every row of the directory: some hundreds of cases a second. */
const PLAINLY = 500;

/** Grouping in memory on one thread under a DIP directory: the sample of the national one where it lies beside the project, else the demonstration one. */
export async function benchmarkDipGrouping(rounds: number): Promise<GroupingResults> {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  try {
    const id = await benchmarkScheme('dip', folder);
    const load = async () => {
      const loaded = await loadScheme(id, { data: folder });
      assert(loaded.kind === 'dip');
      return loaded;
    };
    const scheme = await load();
    const all = sharedIsThere
      ? await readDischarges(shared('cases', 'dip-3.0-sample-cases.csv'))
      : await generateDischarges(GENERATED, SEED);
    const grouper = createGrouper(scheme);
    const cases = all.filter((discharge) => grouper.group(discharge).status !== 'invalid');
    const inBytes = new CasesInBytes(scheme.directory.flat, cases);
    const fingerprint = checkAnswers(scheme, grouper, inBytes, all, cases);
    const plain = new PlainDipInterpreter(scheme.tables);
    let sink = 0;
    const measured = await measure(
      [
        {
          name: 'plain interpreter, from code strings',
          operation: 'group one case',
          operations: PLAINLY,
          run: () => {
            for (const discharge of cases.slice(0, PLAINLY)) sink += plain.group(discharge)?.length ?? 0;
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
          name: 'kernel, from codes in bytes',
          operation: 'group one case',
          operations: cases.length,
          run: () => inBytes.group((row) => (sink += row)),
        },
        {
          name: 'explain path',
          operation: 'explain one case',
          operations: EXPLAINED,
          run: () => {
            for (const discharge of cases.slice(0, EXPLAINED)) sink += grouper.explain(discharge).result.reasons.length;
          },
        },
        { name: 'load and compile the stored scheme', operation: 'load', operations: 1, run: async () => void (await load()) },
      ],
      rounds,
    );
    assert(Number.isFinite(sink));
    const what = sharedIsThere ? `${cases.length} valid labelled cases` : `${cases.length} demonstration cases, seed ${SEED}`;
    return { scheme: id, cases: what, fingerprint, measured };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A wrong answer has no speed: labels, grouper, kernel and evidence must agree, and the plain interpreter where it knows the layers. */
function checkAnswers(
  scheme: LoadedDipScheme,
  grouper: DipGrouper,
  inBytes: CasesInBytes,
  all: readonly Discharge[],
  cases: readonly Discharge[],
): string {
  if (sharedIsThere) {
    const labels = readLabelled(shared('cases', 'dip-3.0-sample-cases.csv'));
    for (const [place, discharge] of all.entries()) {
      const result = grouper.group(discharge);
      assert.equal(result.status, labels[place]!['expectedStatus']);
      assert.equal(result.status === 'grouped' ? result.group : '', labels[place]!['expectedGroup']);
    }
  }
  const rows: number[] = [];
  inBytes.group((row) => rows.push(row));
  const plain = sharedIsThere ? new PlainDipInterpreter(scheme.tables) : undefined;
  const hash = createHash('sha256');
  for (const [place, discharge] of cases.entries()) {
    const result = grouper.group(discharge);
    const group = result.status === 'grouped' ? result.group : '';
    assert.equal(rows[place]! < 0 ? '' : scheme.directory.flat.rowTexts.key(rows[place]!), group);
    if (place < PLAINLY && plain !== undefined) assert.equal(plain.group(discharge) ?? '', group);
    if (place < EXPLAINED) grouper.explain(discharge); // asserts by itself that the evidence leads to the same group
    hash.update(`${discharge.caseId} ${group}\n`);
  }
  return hash.digest('hex');
}
