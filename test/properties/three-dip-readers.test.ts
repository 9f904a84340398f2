// The same case under the same directory, read three ways: by the kernel over flat arrays, by evidence row for row, and by a plain interpreter.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DipGrouper, type DipExplanation, type DipResult } from '../../grouper/index.js';
import { openDipDirectory, packDipDirectory } from '../../grouper/dip/flat/pack-directory.js';
import { dipGrouper } from '../grouper/dip/directory-of.js';
import { PlainDipInterpreter } from '../plain-dip-interpreter.js';
import { randomDipCase, randomDirectory } from './random-directory.js';

const DIRECTORIES = 1500;
const CASES_OF_A_DIRECTORY = 40;

/** What was met, for the test that the random cases prove something. */
class Tally {
  readonly #counts = new Map<string, number>();

  add(...names: readonly string[]): void {
    for (const name of names) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }
}

const groupOf = (result: DipResult) => (result.status === 'grouped' ? result.group : undefined);

/** The layers of the national directory are asked in turn: no row of a layer before the deciding one fits, and none at all without a group. */
function expectEvidenceLeadsThere({ result, layers }: DipExplanation): void {
  if (result.status === 'invalid' || result.reasons.some(({ code }) => code === 'diagnosis-excluded')) return;
  const fitting = layers.map(({ layer, rows }) => ({ layer, keys: rows.filter(({ fits }) => fits).map(({ group }) => group) }));
  const decided = fitting.find(({ keys }) => keys.length > 0);
  assert.equal(decided?.layer, result.status === 'grouped' ? result.layer : undefined);
  if (result.status === 'grouped' && result.layer === 'XQ') assert.equal(decided!.keys[0], result.group);
  const counted = new Set([groupOf(result), ...result.candidates.map(({ group }) => group)]);
  const uncounted = decided?.layer === 'FZ' ? decided.keys.filter((key) => !counted.has(key)) : [];
  assert.deepEqual(uncounted, [], 'every row that fits and lost is among the candidates');
}

function tallyOf(result: DipResult): string[] {
  if (result.status === 'invalid') return ['invalid'];
  const names = [result.status === 'grouped' ? result.layer : 'ungrouped', ...result.reasons.map(({ code }) => code)];
  if (result.status === 'grouped' && result.primaryCare) names.push('primary care');
  return [...names, ...new Set(result.candidates.map(({ because }) => because))];
}

describe('compiled, explained and plain', () => {
  test(`agree on random cases under random directories: ${DIRECTORIES} directories with ${CASES_OF_A_DIRECTORY} cases each`, () => {
    const tally = new Tally();
    const cases = fc.array(randomDipCase, { minLength: CASES_OF_A_DIRECTORY, maxLength: CASES_OF_A_DIRECTORY });
    fc.assert(
      fc.property(randomDirectory, cases, (tables, discharges) => {
        const [grouper, plain] = [dipGrouper(tables), new PlainDipInterpreter(tables)];
        const opened = new DipGrouper(openDipDirectory(packDipDirectory(grouper.flat)));
        for (const discharge of discharges) {
          const result = grouper.group(discharge);
          assert.deepEqual(opened.group(discharge), result);
          assert.equal(groupOf(result), plain.group(discharge));
          if (result.status === 'grouped') assert.equal(result.primaryCare, plain.isPrimaryCare(discharge));
          const explanation = grouper.explain(discharge);
          assert.deepEqual(explanation.result, result);
          expectEvidenceLeadsThere(explanation);
          tally.add(...tallyOf(result));
        }
      }),
      { numRuns: DIRECTORIES },
    );
    // Cases of which hardly any comes to a group would prove nothing.
    for (const layer of ['XQ', 'BX', 'FZ', 'JC', 'ungrouped']) expect(tally.of(layer), layer).toBeGreaterThan(DIRECTORIES / 2);
    for (const what of [
      'tie-decided',
      'diagnosis-excluded',
      'primary care',
      'related-not-met',
      'fewer-matched',
      'fewer-required',
    ]) {
      expect(tally.of(what), what).toBeGreaterThan(DIRECTORIES / 10);
    }
    expect(tally.of('invalid')).toBe(0);
  });
});
