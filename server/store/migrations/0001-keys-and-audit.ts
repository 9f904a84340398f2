import { sql, type Kysely, type Migration } from 'kysely';

/** Keys of callers, and the audit log that nobody changes: not the service either, whatever it is told. */
export const keysAndAudit: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('api_key')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('handle', 'text', (column) => column.notNull().unique())
      .addColumn('salt', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('institution', 'text', (column) => column.notNull())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
      .addColumn('revoked_at', 'timestamptz')
      .addCheckConstraint('api_key_role', sql`role in ('hospital', 'bureau', 'researcher', 'admin')`)
      .addCheckConstraint('api_key_institution', sql`(role = 'hospital') = (institution <> '')`)
      .execute();
    await db.schema
      .createTable('audit_log')
      .addColumn('seq', 'bigint', (column) => column.primaryKey())
      // Text, because the hash is over what was written: a time zone or a precision must not change it.
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('institution', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('object', 'text', (column) => column.notNull())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('rows', 'bigint', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('request', 'text', (column) => column.notNull())
      .addColumn('result', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
    await sql`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the audit log is only added to' using errcode = 'insufficient_privilege';
      end $$`.execute(db);
    await sql`
      create trigger audit_log_is_only_added_to before update or delete on audit_log
      for each row execute function refuse_change()`.execute(db);
    await sql`
      create trigger audit_log_is_not_emptied before truncate on audit_log
      for each statement execute function refuse_change()`.execute(db);
  },
};
