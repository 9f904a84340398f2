import type { ColumnType } from 'kysely';

/** Types of PostgreSQL whose values the two drivers would read differently: a bigint for int8 and the text of a date are said to both. */
export const INT8 = 20;
export const DATE = 1082;

/** Set by the database, and never changed. */
export type SetOnce<T> = ColumnType<T, T | undefined, never>;

/** Written as text, read as what it says. */
export type Json = ColumnType<unknown, string | null | undefined, string | null>;
