import { sql, type SelectQueryBuilder } from 'kysely';
import type { Tables, Unit } from '../store/index.js';
import { documentOf, today, type DocumentKind, type StoredDocument } from './document.js';

/** Where a page of a list begins: behind this document. */
export type DocumentPlace = Pick<StoredDocument, 'name' | 'kind' | 'version'>;

/** What a list is asked for. */
export interface DocumentQuery {
  readonly kinds: readonly DocumentKind[];
  /** Only what is in force on this day, `YYYY-MM-DD`. */
  readonly on?: string | undefined;
  /** Only regions that begin so. */
  readonly region?: string | undefined;
  readonly after?: DocumentPlace | undefined;
  readonly limit: number;
}

/** A version by its id, as far as the scope sees it. */
export async function documentOfId(
  { db }: Unit,
  kinds: readonly DocumentKind[],
  id: string,
): Promise<StoredDocument | undefined> {
  const row = await db.selectFrom('document').selectAll().where('id', '=', id).where('kind', 'in', kinds).executeTakeFirst();
  return row && documentOf(row);
}

/** The version of a name that is in force on a day, as far as the scope sees it. */
export async function documentInForce(
  unit: Unit,
  kind: DocumentKind,
  name: string,
  on = today(),
): Promise<StoredDocument | undefined> {
  const row = await inForceOn(unit.db.selectFrom('document').selectAll().where('kind', '=', kind).where('name', '=', name), on)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && documentOf(row);
}

/** The scheme of an identifier, in force or not, as far as the scope sees it: results of every time name it. */
export async function schemeNamed({ db }: Unit, name: string): Promise<StoredDocument | undefined> {
  const row = await db
    .selectFrom('document')
    .selectAll()
    .where('kind', '=', 'scheme')
    .where('name', '=', name)
    .executeTakeFirst();
  return row && documentOf(row);
}

/** Versions by name, the newest first; with a day, of each name the one that is in force. */
export async function listDocuments(
  { db }: Unit,
  { kinds, on, region, after, limit }: DocumentQuery,
): Promise<readonly StoredDocument[]> {
  // As the rest of the list is sorted, whatever the database's own language.
  const byName = sql<string>`name collate "C"`;
  const byKind = sql<string>`kind collate "C"`;
  const rows = await db
    .selectFrom('document')
    .selectAll()
    .where('kind', 'in', kinds)
    .$if(region !== undefined, (all) => all.where(sql<boolean>`starts_with(region, ${region})`))
    .$if(on !== undefined, (all) => inForceOn(all, on!).distinctOn([byName, byKind]))
    .$if(after !== undefined, (all) => {
      const { name, kind, version } = after!;
      const later = sql<boolean>`(${byName}, ${byKind}) > (${name}, ${kind})`;
      const older = sql<boolean>`name = ${name} and kind = ${kind} and version < ${version}`;
      return all.where(on === undefined ? sql<boolean>`(${later} or ${older})` : later);
    })
    .orderBy(byName)
    .orderBy(byKind)
    .$if(on !== undefined, (all) => all.orderBy('valid_from', 'desc'))
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  return rows.map(documentOf);
}

/** Weights of regions that were ever in force: their places in data directories follow from it. */
export async function weightsOf({ db }: Unit, regions: readonly string[]): Promise<readonly StoredDocument[]> {
  const rows = await db
    .selectFrom('document')
    .selectAll()
    .where('kind', '=', 'weights')
    .where('region', 'in', regions)
    .where('state', '<>', 'uploaded')
    .execute();
  return rows.map(documentOf);
}

function inForceOn<O>(
  documents: SelectQueryBuilder<Tables, 'document', O>,
  on: string,
): SelectQueryBuilder<Tables, 'document', O> {
  return documents
    .where('valid_from', '<=', on)
    .where((is) => is.or([is('valid_until', 'is', null), is('valid_until', '>', on)]));
}
