import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  activateDocument,
  documentOfId,
  retireDocument,
  today,
  type DocumentKind,
  type Documents,
} from '../../documents/index.js';
import { ROLES, type Unit } from '../../store/index.js';
import { HttpError } from '../errors.js';
import { A_NAME, A_NUMBER, pageOf, pageOfSchema, pageQuery, placeOf } from '../paging.js';
import { changingRoute, route, type Call, type Route } from '../route.js';
import { day, documentRecord, shownDocument, type Collection } from './document-wire.js';

const listQuery = pageQuery.extend({
  /** In force on this day. */
  on: day.optional(),
  /** Beginning of the region's code. */
  region: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/)
    .optional(),
});

const fromDay = z.strictObject({ from: day.optional() });

/** Listing the versions of one collection, showing one, putting one in force and retiring it. */
export function documentRoutes(documents: Documents, collection: Collection): readonly Route[] {
  const { path, kinds, noun, words, isText } = collection;
  const unknown = (id: string) => new HttpError('HTTP_NOT_FOUND', { what: `${noun} ${id}` });
  const found = async (unit: Unit, { params: { id = '' } }: Pick<Call, 'params'>) => {
    const document = await documentOfId(unit, kinds, id);
    if (document === undefined) throw unknown(id);
    return document;
  };
  return [
    route({
      method: 'get',
      path,
      summary: { zh: `列出${words.zh}的各版`, en: `The versions of every ${words.en}` },
      roles: ROLES,
      query: listQuery,
      answer: pageOfSchema(shownDocument),
      async handle({ scope, query: { limit, cursor, on, region } }) {
        const [name, kind, version] = placeOf(cursor, A_NAME, A_NAME, A_NUMBER) ?? [];
        const after = name === undefined ? undefined : { name, kind: kind as DocumentKind, version: Number(version) };
        const rows = await documents.list(scope, { kinds, on, region, after, limit: limit + 1 });
        const { items, next } = pageOf(rows, limit, (one) => [one.name, one.kind, String(one.version)]);
        return { items: items.map(documentRecord), next };
      },
    }),
    route({
      method: 'get',
      path: `${path}/{id}`,
      summary: { zh: `一版${words.zh}`, en: `One version of a ${words.en}` },
      roles: ROLES,
      answer: shownDocument.extend(isText ? { text: z.string() } : {}),
      async handle({ scope, params: { id = '' } }) {
        const document = await documents.get(scope, kinds, id);
        if (document === undefined) throw unknown(id);
        const text = isText ? { text: await readFile(document.path, 'utf8') } : {};
        return { ...documentRecord(document), ...text };
      },
    }),
    changingRoute({
      method: 'post',
      path: `${path}/{id}/activate`,
      summary: { zh: `启用一版${words.zh}，须由另一密钥`, en: `Put a version of a ${words.en} in force, by another key` },
      roles: ['bureau', 'admin'],
      body: fromDay,
      answer: shownDocument,
      problems: ['DOCUMENTS_SAME_PERSON', 'DOCUMENTS_STATE', 'DOCUMENTS_DAY', 'DOCUMENTS_DAY_TAKEN'],
      change: {
        action: `${noun}.activate`,
        async write(unit, call) {
          const document = await found(unit, call);
          const { from = document.ownDay ?? today() } = call.body;
          return { object: document.id, answer: documentRecord(await activateDocument(unit, document, from)) };
        },
      },
    }),
    changingRoute({
      method: 'post',
      path: `${path}/{id}/retire`,
      summary: { zh: `停用一版${words.zh}`, en: `Retire a version of a ${words.en}` },
      roles: ['bureau', 'admin'],
      body: fromDay,
      answer: shownDocument,
      problems: ['DOCUMENTS_STATE', 'DOCUMENTS_DAY'],
      change: {
        action: `${noun}.retire`,
        async write(unit, call) {
          const document = await found(unit, call);
          const { from = today() } = call.body;
          return { object: document.id, answer: documentRecord(await retireDocument(unit, document, from)) };
        },
      },
    }),
  ];
}
