// What the database itself holds to, behind the checks of the routes: whose lines are whose, and that lines are only added.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRegister } from '../../../server/review/register-file.js';
import { draftOf, type MadeEntry } from '../../../server/review/make-entries.js';
import {
  createRegister,
  enterLines,
  findRegister,
  linesAfter,
  listApplications,
  listRegisters,
  RegisterCache,
  registerFile,
  type KeptRegister,
} from '../../../server/reviews/index.js';
import { SYSTEM, type Scope, type Store } from '../../../server/store/index.js';
import { temporaryFolder } from '../../command-line.js';
import { shippedPolicy } from '../../pricing/demonstration/shipped-policies.js';
import { TEST_DATABASES } from '../store/test-stores.js';

const BUREAU: Scope = { role: 'bureau', region: '4205', institution: '', keyId: 'bureau' };
const FOREIGN: Scope = { role: 'bureau', region: '33', institution: '', keyId: 'foreign' };
const hospital = (institution: string, region = '420500'): Scope => ({
  role: 'hospital',
  region,
  institution,
  keyId: institution,
});
const caseOf = (institution: string, caseId: string) => ({
  caseId,
  hospital: institution,
  method: 'drg-rate',
  fund: 'employee',
  dischargeDate: '2026-02-11',
  ground: 'high-cost',
  facts: { cost: '30000.00', standard: '10000.00' },
});

describe.each(TEST_DATABASES)('registers of special cases in $name', (database) => {
  let store: Store;
  let kept: KeptRegister;
  const policy = shippedPolicy('demo-drg');
  // Of two processes, each with what it has read.
  const [cache, elsewhere] = [new RegisterCache(), new RegisterCache()];
  const enter = async (scope: Scope, made: readonly MadeEntry[], by = cache) => {
    const terms = { policy: await policy, at: '2026-04-02', by: scope.keyId, why: 'test' };
    return store.unit(scope, (unit) => enterLines(unit, by, kept, terms, () => made));
  };
  const apply = async (institution: string, caseId: string, by = cache) => {
    const terms = { policy: await policy, at: '2026-04-02', by: institution, why: 'test' };
    return store.unit(hospital(institution), (unit) =>
      enterLines(unit, by, kept, terms, (register) => [draftOf(register, '2026-Q1', caseOf(institution, caseId))]),
    );
  };

  beforeAll(async () => {
    store = await database.open();
    const demo = await policy;
    kept = await store.unit(BUREAU, (unit) => createRegister(unit, { name: 'demo-drg', policy: demo }));
    await enter(BUREAU, [{ action: 'open', period: '2026-Q1', discharges: { 'drg-rate': 400 } }]);
  });
  afterAll(() => store.close());

  test('writers of several processes come one after the other, and each line follows from the one before', async () => {
    const cases = Array.from({ length: 12 }, (_, at) => at);
    await Promise.all(cases.map((at) => apply(at % 2 === 0 ? 'H1' : 'H2', `C${at}`, at % 3 === 0 ? elsewhere : cache)));
    const path = join(temporaryFolder(), 'register.ndjson');
    expect(await store.unit(SYSTEM, (unit) => registerFile(unit, kept, path))).toBe(true);
    const { register, entries } = await openRegister(path);
    expect([entries, register.applications.map(({ id }) => id)]).toEqual([
      13,
      cases.map((at) => `2026-Q1-${String(at + 1).padStart(4, '0')}`),
    ]);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(14);
  });

  test('a hospital reads its own lines but not what experts said; a bureau those of its region; others nothing', async () => {
    const lines = (scope: Scope) => store.unit(scope, (unit) => linesAfter(unit, kept.id, 0));
    const all = await lines(BUREAU);
    const own = await lines(hospital('H1'));
    expect(own.length).toBe(6);
    expect(own.every(({ line }) => line.includes('"hospital":"H1"'))).toBe(true);
    const [first] = own.map(({ line }) => (JSON.parse(line) as { entry: { application: string } }).entry.application);
    await enter(hospital('H1'), [{ action: 'submit', application: first }]);
    await enter(BUREAU, [{ action: 'screen', application: first }]);
    const panel = ['E1', 'E2', 'E3'];
    await enter(BUREAU, [{ action: 'draw', application: first, seed: 's', panel, excluded: [], candidates: 3 }]);
    await enter(BUREAU, [{ action: 'vote', application: first, expert: 'E1', vote: 'yes' }]);
    expect((await lines(hospital('H1'))).length).toBe(own.length + 2);
    expect((await lines(BUREAU)).length).toBe(all.length + 4);
    for (const scope of [FOREIGN, hospital('H3'), { ...BUREAU, role: 'admin' }, { ...BUREAU, role: 'researcher' }] as Scope[])
      expect(await lines(scope), scope.role).toEqual([]);
  });

  test('registers and applications are seen as their lines are', async () => {
    const seen = async (scope: Scope) => [
      (await store.unit(scope, listRegisters)).length,
      (await store.unit(scope, (unit) => listApplications(unit, kept, { limit: 100 }))).length,
    ];
    expect(await seen(BUREAU)).toEqual([1, 12]);
    expect(await seen(hospital('H1'))).toEqual([1, 6]);
    expect(await seen(hospital('H1', '330100'))).toEqual([0, 6]);
    expect(await seen(FOREIGN)).toEqual([0, 0]);
    expect(await store.unit(FOREIGN, (unit) => findRegister(unit, kept.id))).toBeUndefined();
  });

  test('the database refuses a hospital a line of another, or one that is not for hospitals, and anybody to change one', async () => {
    const line = { register: kept.id, seq: 99, line: 'x', hash: 'x', application: 'x', region: kept.region };
    const add = (scope: Scope, action: string, institution: string) =>
      store.unit(scope, ({ db }) =>
        db
          .insertInto('review_line')
          .values({ ...line, action, institution })
          .execute(),
      );
    await expect(add(hospital('H1'), 'apply', 'H2')).rejects.toMatchObject({ code: '42501' });
    await expect(add(hospital('H1'), 'approve', 'H1')).rejects.toMatchObject({ code: '42501' });
    await expect(add(FOREIGN, 'screen', 'H1')).rejects.toMatchObject({ code: '42501' });
    const change = sql`update review_line set line = 'x'`;
    await expect(store.unit(BUREAU, ({ db }) => change.execute(db))).rejects.toMatchObject({ code: '42501' });
    await expect(change.execute(store.owner)).rejects.toThrow('only added');
  });

  test('a line that somebody changed past the database is noticed by whoever reads on', async () => {
    await store.script(`
      alter table review_line no force row level security;
      alter table review_line disable trigger review_line_stands;
      update review_line set line = replace(line, 'high-cost', 'long-stay') where seq = 6;
      alter table review_line enable trigger review_line_stands;
      alter table review_line force row level security;`);
    const read = store.unit(SYSTEM, (unit) => new RegisterCache().current(unit, kept.id));
    await expect(read).rejects.toMatchObject({ code: 'SERVER_REGISTER_INVALID' });
  });
});
