import fc from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inOrderOfStay, type Stay } from '../../../pricing/index.js';
import { PersonStays } from '../../../server/leads/person-stays.js';
import { temporaryFolder } from '../../command-line.js';

const day = fc.integer({ min: 1, max: 28 }).map((one) => `2026-03-${String(one).padStart(2, '0')}`);
const word = fc.string({ unit: 'grapheme', maxLength: 6 });
const stay = (caseId: number): fc.Arbitrary<Stay> =>
  fc.record({
    caseId: fc.constant(String(caseId)),
    row: fc.constant(caseId + 2),
    hospital: word,
    admissionDate: day,
    dischargeDate: day,
    days: fc.integer({ min: 1, max: 30 }),
    group: word,
    adrg: word,
    mdc: word,
    principalDiagnosis: word,
    procedures: fc.array(word, { maxLength: 3 }),
    method: word,
  });

// Keys that begin alike, and signs that lines of text could trip over.
const person = fc.constantFrom('', 'a', 'a"', 'a","', 'a\n', 'ab', '张三', 'a\t');

test('whatever order stays come in, each person has all of theirs, in their order', async () => {
  const linked = fc
    .array(person, { maxLength: 30 })
    .chain((persons) => fc.tuple(...persons.map((one, at) => stay(at).map((of) => [one, of] as const))));
  await fc.assert(
    fc.asyncProperty(linked, fc.integer({ min: 1, max: 9 }), async (stays, size) => {
      const folder = temporaryFolder();
      const gathered = new PersonStays((name) => join(folder, name));
      for (let at = 0; at < stays.length; at += size) await gathered.add(stays.slice(at, at + size));
      const found: (readonly Stay[])[] = [];
      for await (const one of gathered.persons()) found.push(one);
      const persons = [...new Set(stays.map(([key]) => key))];
      const expected = persons.map((key) => stays.flatMap(([of, one]) => (of === key ? [one] : [])).sort(inOrderOfStay));
      const byFirst = (all: readonly (readonly Stay[])[]) => [...all].sort((a, b) => a[0]!.row - b[0]!.row);
      expect(byFirst(found)).toEqual(byFirst(expected));
    }),
    { seed: 20260522, numRuns: 60 },
  );
});
