import { randomUUID } from 'node:crypto';
import { sql, type SelectQueryBuilder, type Updateable } from 'kysely';
import type { Scope, Shelf, Tables, Unit } from '../store/index.js';
import type { CheckedUpload } from './checked-upload.js';
import { documentOf, KIND_WORDS, today, type DocumentKind, type StoredDocument } from './document.js';
import { DocumentsError } from './errors.js';

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

/** Adds a version, next after those of its name. @param by Who uploads it. @throws DOCUMENTS_REGION_OUTSIDE, DOCUMENTS_EXISTS */
export async function addDocument(unit: Unit, shelf: Shelf, checked: CheckedUpload, by: Scope): Promise<StoredDocument> {
  const { db } = unit;
  const { kind, name, region, title, checksum, path, ownDay = null, schemeKind = null, scheme = null } = checked;
  heldToRegion(by, region);
  await lockName(unit, kind, name);
  const { last } = await db
    .selectFrom('document')
    .select(({ fn }) => fn.max('version').as('last'))
    .where('kind', '=', kind)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  const exists = () => new DocumentsError('DOCUMENTS_EXISTS', { kind: KIND_WORDS[kind], name });
  // Results name the scheme that they were grouped under, so one identifier is one scheme for ever.
  if (kind === 'scheme' && last !== null) throw exists();
  const row = await db
    .insertInto('document')
    .values({
      id: randomUUID(),
      kind,
      name,
      region,
      checksum,
      scheme,
      version: (last ?? 0) + 1,
      title_zh: title.zh,
      title_en: title.en,
      own_day: ownDay,
      scheme_kind: schemeKind,
      item: await shelf.put(unit, path),
      uploaded_by: by.keyId,
    })
    .onConflict((taken) => taken.constraint('document_version').doNothing())
    .returningAll()
    .executeTakeFirst();
  // Somebody else's, of another region.
  if (row === undefined) throw exists();
  return documentOf(row);
}

/** Puts a version in force from a day on. @throws DOCUMENTS_SAME_PERSON, DOCUMENTS_STATE, DOCUMENTS_DAY, DOCUMENTS_DAY_TAKEN */
export async function activateDocument(unit: Unit, document: StoredDocument, from: string): Promise<StoredDocument> {
  const { id, kind, name, version, state, ownDay, uploadedBy } = document;
  if (state !== 'uploaded') throw new DocumentsError('DOCUMENTS_STATE', { name, version, state, action: '启用 (activate)' });
  if (uploadedBy === unit.scope.keyId) throw new DocumentsError('DOCUMENTS_SAME_PERSON');
  if (kind === 'weights' && from !== ownDay) throw new DocumentsError('DOCUMENTS_DAY', { day: from, needed: ownDay! });
  await lockName(unit, kind, name);
  const taken = await unit.db
    .selectFrom('document')
    .select('id')
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('state', '=', 'active')
    .where('valid_from', '=', from)
    .executeTakeFirst();
  if (taken !== undefined) throw new DocumentsError('DOCUMENTS_DAY_TAKEN', { name, day: from });
  return changed(unit, id, 'uploaded', {
    state: 'active',
    valid_from: from,
    activated_by: unit.scope.keyId,
    activated_at: new Date(),
  });
}

/** Ends a version: from a day on it is not in force, and what held before it holds again. @throws DOCUMENTS_STATE, DOCUMENTS_DAY */
export async function retireDocument(unit: Unit, document: StoredDocument, from: string): Promise<StoredDocument> {
  const { id, name, version, state, validFrom } = document;
  if (state !== 'uploaded' && state !== 'active')
    throw new DocumentsError('DOCUMENTS_STATE', { name, version, state, action: '停用 (retire)' });
  if (validFrom !== null && from < validFrom) throw new DocumentsError('DOCUMENTS_DAY', { day: from, needed: `>= ${validFrom}` });
  const until = validFrom === null ? {} : { valid_until: from };
  return changed(unit, id, state, { state: 'retired', ...until, retired_by: unit.scope.keyId, retired_at: new Date() });
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

/** @throws DOCUMENTS_STATE where somebody else has just changed it */
async function changed(
  { db }: Unit,
  id: string,
  from: 'uploaded' | 'active',
  values: Updateable<Tables['document']> & { readonly state: 'active' | 'retired' },
): Promise<StoredDocument> {
  const row = await db
    .updateTable('document')
    .set(values)
    .where('id', '=', id)
    .where('state', '=', from)
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) return documentOf(row);
  const { name, version, state } = await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  throw new DocumentsError('DOCUMENTS_STATE', { name, version, state, action: values.state });
}

/** Versions of a name are added and put in force one after the other. */
const lockName = ({ db }: Unit, kind: DocumentKind, name: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${name}`}, 1))`.execute(db);

/** @throws DOCUMENTS_REGION_OUTSIDE */
function heldToRegion({ role, region: own }: Scope, region: string): void {
  if (role === 'bureau' && (own === '' || !region.startsWith(own)))
    throw new DocumentsError('DOCUMENTS_REGION_OUTSIDE', { region, own });
}
