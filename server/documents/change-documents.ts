import { randomUUID } from 'node:crypto';
import { sql, type Updateable } from 'kysely';
import type { Scope, Shelf, Tables, Unit } from '../store/index.js';
import type { CheckedUpload } from './checked-upload.js';
import { documentOf, KIND_WORDS, type DocumentKind, type StoredDocument } from './document.js';
import { DocumentsError } from './errors.js';

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
