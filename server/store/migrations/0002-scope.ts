import { sql, type Kysely, type Migration } from 'kysely';
import { APP_ROLE, makeRole } from '../app-role.js';
import { forcePolicies, grantApp, guardTable, seenBy } from '../guard-table.js';

/** Whose rows are whose is said by the database: a role that owns nothing, and policies that are forced on the owner of the tables too. */
export const scope: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await makeRole(db, APP_ROLE);
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
    await grantApp(db, sql`usage on schema ${sql.id(rows[0]!.schema)}`);
    await guardTable(db, 'api_key', { admin: true }, 'select, insert, update');
    await forcePolicies(db, 'audit_log', 'select, insert');
    await sql`create policy seen on audit_log for select using (${seenBy({ admin: true })})`.execute(db);
    await sql`create policy added on audit_log for insert with check (current_setting('dianzhi.role', true) <> '')`.execute(db);
    // Whoever adds a line binds it to the last one, of which nobody but administrators may see more than its hash.
    await sql`
      create function audit_head(out seq bigint, out hash text) language plpgsql as $$
      declare asking text := current_setting('dianzhi.role', true);
      begin
        perform set_config('dianzhi.role', 'system', true);
        select line.seq, line.hash into seq, hash from audit_log line order by line.seq desc limit 1;
        perform set_config('dianzhi.role', asking, true);
      end $$`.execute(db);
  },
};
