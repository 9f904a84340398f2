import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot, REFERENCE_DATA_ERRORS, type ErrorEntry } from '../../reference-data/index.js';
import { PRICING_ERRORS } from '../../pricing/index.js';
import { BATCHES_ERRORS } from '../../server/batches/index.js';
import { EXIT_CODES } from '../../server/cli/exit-codes.js';
import { DOCUMENTS_ERRORS } from '../../server/documents/index.js';
import { SERVER_ERRORS } from '../../server/errors.js';
import { INTAKE_ERRORS } from '../../server/intake/errors.js';
import { HTTP_ERRORS } from '../../server/http/index.js';
import { JOBS_ERRORS } from '../../server/jobs/index.js';
import { STORE_ERRORS } from '../../server/store/index.js';
import { REVIEWS_ERRORS } from '../../server/reviews/index.js';
import { SETTLEMENTS_ERRORS } from '../../server/settlements/index.js';
import { SETTLEMENT_ERRORS } from '../../server/settlement/errors.js';

const TABLES: Readonly<Record<string, Readonly<Record<string, ErrorEntry>>>> = {
  SERVER: SERVER_ERRORS,
  REFERENCE_DATA: REFERENCE_DATA_ERRORS,
  INTAKE: INTAKE_ERRORS,
  PRICING: PRICING_ERRORS,
  SETTLEMENT: SETTLEMENT_ERRORS,
  STORE: STORE_ERRORS,
  JOBS: JOBS_ERRORS,
  BATCHES: BATCHES_ERRORS,
  SETTLEMENTS: SETTLEMENTS_ERRORS,
  REVIEWS: REVIEWS_ERRORS,
  DOCUMENTS: DOCUMENTS_ERRORS,
  HTTP: HTTP_ERRORS,
};
const entries = Object.values(TABLES).flatMap((table) => Object.entries(table));

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('the tables of errors', () => {
  test('every code begins with the name of its folder', () => {
    for (const [folder, table] of Object.entries(TABLES)) {
      for (const code of Object.keys(table)) expect(code).toMatch(new RegExp(`^${folder}_[A-Z0-9_]+$`));
    }
  });

  test.each(entries)('%s says what and what to do, in both languages, of the same details', (_, { origin, what, fix }) => {
    expect(Object.keys(EXIT_CODES)).toContain(origin);
    for (const text of [what, fix]) {
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(text.en).toMatch(/[a-z]{3}/i);
      expect(text.en.replaceAll(/\{\w+\}/g, '')).not.toMatch(/[，。；：、（）]/);
      expect(placeholders(text.zh)).toEqual(placeholders(text.en));
      expect(text.zh.trim()).toBe(text.zh);
      expect(text.en.trim()).toBe(text.en);
    }
  });

  test('every code is used somewhere: a message that nobody can meet explains nothing', () => {
    const sources = ['server', 'reference-data', 'grouper', 'pricing'].flatMap((folder) =>
      sourcesUnder(join(packageRoot(), folder)),
    );
    for (const [code] of entries) {
      const uses = sources.filter(({ path, text }) => !path.endsWith('errors.ts') && text.includes(`'${code}'`));
      expect({ code, isUsed: uses.length > 0 }).toEqual({ code, isUsed: true });
    }
  });
});

const readme = join(packageRoot(), 'server', 'README.md');

describe.skipIf(!existsSync(readme))(`server/README.md${existsSync(readme) ? '' : ' [left out: it is not written yet]'}`, () => {
  const text = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
  const rows = [...text.matchAll(/^\|(.*)\|$/gm)].map(([, cells]) => cells!.split('|').map((cell) => cell.trim()));

  test('its table of errors says of every code, and of no other, what the program says', () => {
    const listed = rows.filter(([cell]) => /^`[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+`$/.test(cell!));
    const said = entries.map(([code, { origin, what, fix }]) => [`\`${code}\``, String(EXIT_CODES[origin]), what.en, fix.en]);
    expect(listed.sort()).toEqual(said.sort());
  });

  test('its table of exit codes lists every one and no other', () => {
    const listed = rows.map(([cell]) => cell!.replaceAll('`', '')).filter((cell) => /^\d+$/.test(cell));
    expect(listed.map(Number).sort((a, b) => a - b)).toEqual(Object.values(EXIT_CODES).sort((a, b) => a - b));
  });
});

function sourcesUnder(folder: string): { readonly path: string; readonly text: string }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
