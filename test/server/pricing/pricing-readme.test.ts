import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../reference-data/index.js';
import { FACT_COLUMNS, LATER_ADMISSION_COLUMNS, SPLIT_COLUMNS } from '../../../server/pricing/payment-columns.js';
import { PRICING_COLUMNS } from '../../../server/pricing/priced-columns.js';

test('server/pricing/README.md names every column that a file may state, and every column that comes out', () => {
  const text = readFileSync(join(packageRoot(), 'server', 'pricing', 'README.md'), 'utf8');
  const later = Object.values(LATER_ADMISSION_COLUMNS).map(({ headers }) => headers[0]!);
  const columns = [...Object.keys(FACT_COLUMNS), ...Object.keys(SPLIT_COLUMNS), ...later, ...PRICING_COLUMNS];
  expect(columns.filter((column) => !text.includes(`\`${column}\``))).toEqual([]);
});
