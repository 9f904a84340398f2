import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosisCode } from '../../../grouper/codes/normal-form.js';
import { isCovered } from '../../../grouper/dip/diagnosis-keys.js';
import { RowsByDiagnosis } from '../../../grouper/dip/rows-by-diagnosis.js';
import { DIP_LAYERS } from '../../../reference-data/index.js';
import { randomDipCase, randomDirectory } from '../../properties/random-directory.js';
import { dipGrouper } from './directory-of.js';

describe('RowsByDiagnosis', () => {
  test('finds the very rows that holding every cell against the diagnoses finds, in the order of the sheet', () => {
    let met = 0;
    fc.assert(
      fc.property(randomDirectory, fc.array(randomDipCase, { minLength: 5, maxLength: 20 }), (tables, cases) => {
        const { directory } = dipGrouper(tables);
        const rows = new RowsByDiagnosis(directory);
        for (const { principalDiagnosis, secondaryDiagnoses } of cases) {
          const diagnoses = [principalDiagnosis!, ...secondaryDiagnoses].map(diagnosisCode);
          for (const asked of [diagnoses, diagnoses.slice(0, 1)]) {
            for (const layer of DIP_LAYERS) {
              const { groups } = directory.layers[layer];
              const expected = groups.filter(({ prefixes }) => asked.some((diagnosis) => isCovered(diagnosis, prefixes)));
              met += expected.length;
              assert.deepEqual(rows.covering(layer, asked), expected);
            }
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(met).toBeGreaterThan(1000);
  });
});
