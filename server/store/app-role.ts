import { sql, type Kysely, type QueryExecutorProvider } from 'kysely';
import { StoreError } from './errors.js';
import { enterScope, SYSTEM } from './scope.js';
import type { Tables } from './tables.js';

/** Owns nothing, so that no policy passes it by. Roles belong to a whole cluster of databases; what it may do, each table grants. */
export const APP_ROLE = 'dianzhi_app';

/**
 * Makes a role and lets the database's user take it. Several databases of one cluster may come here at once; a user who may not make
 * roles is held to the policies all the same, since they are forced on the owner of the tables.
 */
export async function makeRole(db: QueryExecutorProvider, role: string): Promise<void> {
  await sql`
    do $$ begin
      begin
        create role ${sql.id(role)} nologin;
      exception when duplicate_object or unique_violation or insufficient_privilege then null; end;
      begin
        execute format('grant %I to %I', ${sql.lit(role)}, current_user);
      exception when undefined_object or unique_violation or insufficient_privilege then null; end;
    end $$`.execute(db);
}

/** What PostgreSQL answers where the role is not there, may not be taken, or was granted nothing. */
const UNUSABLE = ['22023', '42501', '42P01'];

/**
 * Which role units run as: the application's where the connection may take it. Where it may not, the user is held to the policies all the
 * same, since they are forced on the owner of the tables too; a user who is above policies is refused.
 *
 * @returns `none` for the connection's own user
 * @throws STORE_UNGUARDED
 */
export async function appRoleOf(db: Kysely<Tables>): Promise<string> {
  if (await isUsable(db)) return APP_ROLE;
  const { rows } = await sql<{ name: string; isAbove: boolean }>`
    select rolname as name, rolsuper or rolbypassrls as "isAbove" from pg_roles where rolname = current_user`.execute(db);
  const { name, isAbove } = rows[0]!;
  if (isAbove) throw new StoreError('STORE_UNGUARDED', { user: name, role: APP_ROLE });
  return 'none';
}

async function isUsable(db: Kysely<Tables>): Promise<boolean> {
  try {
    await db.transaction().execute(async (transaction) => {
      await enterScope(transaction, SYSTEM, APP_ROLE);
      await transaction.selectFrom('api_key').select('id').limit(0).execute();
    });
    return true;
  } catch (error) {
    if (UNUSABLE.includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}
