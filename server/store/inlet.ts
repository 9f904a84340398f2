import { sql, type QueryExecutorProvider } from 'kysely';
import { grantApp } from './guard-table.js';

/** The table that rows of a table are copied into. */
export const inletOf = (table: string): string => `${table}_inlet`;

/**
 * Makes the inlet of a table that is under row-level security: a table without policies, partitioned, whose only partition is that table.
 * PostgreSQL refuses COPY into a table with policies; into this one it takes rows straight to where they stay. Nobody can read it:
 * whoever copies holds what came in against what the policies of the table show.
 *
 * @param column Any of its columns: all values lead to the one partition.
 */
export async function makeInlet(db: QueryExecutorProvider, table: string, column: string): Promise<void> {
  const inlet = inletOf(table);
  await sql`create table ${sql.table(inlet)} (like ${sql.table(table)}) partition by list (${sql.ref(column)})`.execute(db);
  await sql`alter table ${sql.table(inlet)} attach partition ${sql.table(table)} default`.execute(db);
  await grantApp(db, sql`insert on ${sql.table(inlet)}`);
}
