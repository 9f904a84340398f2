import { sql, type Kysely, type Migration, type RawBuilder } from 'kysely';
import { forcePolicies, scoped, seenBy } from '../guard-table.js';

/** Files of cases that were uploaded, their cases without personal data, and what came of them. */
export const batches: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await makeTables(db);
    await guard(db);
  },
};

const OWNED = ['region', 'institution', 'key_id'] as const;

async function makeTables(db: Kysely<unknown>): Promise<void> {
  let batch = db.schema.createTable('batch').addColumn('id', 'uuid', (column) => column.primaryKey());
  for (const name of ['kind', ...OWNED, 'name', 'sha256', 'asked_sha256', 'asked', 'description', 'layout', 'columns', 'header'])
    batch = batch.addColumn(name, 'text', (column) => column.notNull());
  await batch
    .addColumn('rows', 'bigint', (column) => column.notNull())
    .addColumn('chunks', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('failure', 'text')
    // To the millisecond, as cursors of lists have it.
    .addColumn('created_at', 'timestamptz(3)', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('finished_at', 'timestamptz(3)')
    .addCheckConstraint('batch_kind', sql`kind in ('group', 'price')`)
    .addCheckConstraint('batch_state', sql`state in ('queued', 'running', 'done', 'failed', 'cancelled')`)
    .execute();
  await db.schema.createIndex('batch_listed').on('batch').columns(['created_at desc', 'id desc']).execute();
  await db.schema.createIndex('batch_asked').on('batch').column('asked_sha256').execute();
  let hospital = db.schema
    .createTable('batch_hospital')
    .addColumn('batch', 'uuid', (column) => column.notNull().references('batch.id').onDelete('cascade'))
    .addColumn('hospital', 'text', (column) => column.notNull());
  for (const name of OWNED) hospital = hospital.addColumn(name, 'text', (column) => column.notNull());
  await hospital
    .addColumn('rows', 'bigint', (column) => column.notNull())
    .addColumn('counts', 'text')
    .addPrimaryKeyConstraint('batch_hospital_once', ['batch', 'hospital'])
    .execute();
  await db.schema.createIndex('batch_of_hospital').on('batch_hospital').columns(['hospital', 'batch']).execute();
  await db.schema
    .createTable('batch_chunk')
    .addColumn('batch', 'uuid', (column) => column.notNull().references('batch.id').onDelete('cascade'))
    .addColumn('chunk', 'integer', (column) => column.notNull())
    .addColumn('rows', 'integer', (column) => column.notNull())
    .addColumn('is_done', 'boolean', (column) => column.notNull().defaultTo(false))
    .addPrimaryKeyConstraint('batch_chunk_once', ['batch', 'chunk'])
    .execute();
  // Cases come by the million: what refers to their batch is removed with it by whoever removes it, not checked row by row.
  for (const [table, columns] of [
    ['batch_case', ['case_id', 'record']],
    ['batch_result', ['line', 'status']],
  ] as const) {
    let cases = db.schema
      .createTable(table)
      .addColumn('batch', 'uuid', (column) => column.notNull())
      .addColumn('chunk', 'integer', (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('hospital', 'text', (column) => column.notNull());
    for (const column of columns) cases = cases.addColumn(column, 'text', (one) => one.notNull());
    await cases.addPrimaryKeyConstraint(`${table}_once`, ['batch', 'chunk', 'place']).execute();
  }
  await db.schema.createIndex('batch_case_found').on('batch_case').columns(['batch', 'case_id']).execute();
}

/** A batch is its uploader's to change; a hospital sees its own cases in whoever's batch of its region. */
async function guard(db: Kysely<unknown>): Promise<void> {
  for (const table of ['batch', 'batch_hospital', 'batch_chunk', 'batch_case', 'batch_result'])
    await forcePolicies(db, table, 'select, insert, update, delete');
  const system = sql<boolean>`${scoped('role')} = 'system'`;
  const hospital = sql<boolean>`${scoped('role')} = 'hospital'`;
  const own = seenBy({ region: 'region', institution: 'institution', owner: 'key_id' });
  const ownCase = sql<boolean>`(not (${hospital}) or hospital = ${scoped('institution')})`;
  const inSeenBatch = sql<boolean>`batch in (select id from batch)`;
  const inOwnBatch = sql<boolean>`batch in (select id from batch where ${own})`;
  const nearby = sql<boolean>`(starts_with(region, ${scoped('region')}) or starts_with(${scoped('region')}, region))`;

  await seen(db, 'batch_hospital', sql`${own} or ${hospital} and hospital = ${scoped('institution')} and ${nearby}`);
  await changed(db, 'batch_hospital', own);
  await seen(db, 'batch', sql`${own} or ${hospital} and id in (select batch from batch_hospital)`);
  await changed(db, 'batch', own);
  await seen(db, 'batch_chunk', sql`${system} or ${inSeenBatch}`);
  await changed(db, 'batch_chunk', sql`${system} or ${inOwnBatch}`);
  for (const table of ['batch_case', 'batch_result']) {
    await seen(db, table, sql`${system} or ${inSeenBatch} and ${ownCase}`);
    await changed(db, table, sql`${system} or ${inOwnBatch} and ${ownCase}`);
  }
}

const seen = async (db: Kysely<unknown>, table: string, by: RawBuilder<unknown>) =>
  void (await sql`create policy seen on ${sql.table(table)} for select using (${by})`.execute(db));

async function changed(db: Kysely<unknown>, table: string, by: RawBuilder<unknown>): Promise<void> {
  await sql`create policy added on ${sql.table(table)} for insert with check (${by})`.execute(db);
  await sql`create policy altered on ${sql.table(table)} for update using (${by}) with check (${by})`.execute(db);
  await sql`create policy removed on ${sql.table(table)} for delete using (${by})`.execute(db);
}
