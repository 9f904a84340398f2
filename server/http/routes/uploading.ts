import { z } from 'zod';
import { receiveUpload, type CheckedUpload, type Documents, type Received } from '../../documents/index.js';
import { HttpError } from '../errors.js';
import type { KnownErrorCode } from '../openapi/known-errors.js';
import { changingRoute, type Call, type Route } from '../route.js';
import { documentRecord, shownDocument, type Collection } from './document-wire.js';

/** Only tried: the file is checked and nothing is kept. */
export const dryRun = z.enum(['true', 'false']).default('false');

/** Media types that are taken, with the names that files of them go by here. */
export const YAML_FILE = { 'application/yaml': 'upload.yaml' } as const;
export const TABLE_FILE = {
  'text/csv': 'upload.csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'upload.xlsx',
} as const;

/** Longest file that is taken. Unit: bytes. */
const LONGEST = 64 * 1024 * 1024;

interface Uploading<Query> {
  readonly collection: Collection;
  readonly query: z.ZodType<Query>;
  /** Names by media type. */
  readonly files: Readonly<Record<string, string>>;
  /** How the check may end. */
  readonly problems: readonly KnownErrorCode[];
  /** @param to Path for the checked form. */
  readonly check: (call: Call<undefined, Query>, path: string, to: string) => Promise<CheckedUpload>;
}

/** Uploading a version: it is checked as the command line would, and what is wrong leaves nothing behind. */
export function uploadRoute<Query extends { readonly dryRun: 'true' | 'false' }>(
  documents: Documents,
  { collection: { path, noun, words }, query, files, problems, check }: Uploading<Query>,
): Route {
  return changingRoute<undefined, Query, Received>({
    method: 'post',
    path,
    summary: { zh: `上传一版${words.zh}；dryRun 只检查`, en: `Upload a version of a ${words.en}; with dryRun only check it` },
    roles: ['bureau', 'admin'],
    query,
    upload: { types: Object.keys(files) },
    status: 201,
    answer: z.object({ document: shownDocument.nullable(), findings: z.array(z.looseObject({})) }),
    problems: [...problems, 'DOCUMENTS_REGION_OUTSIDE'],
    change: {
      action: `${noun}.upload`,
      prepare: (call) => receiveUpload(limited(call.upload.bytes), files[call.upload.type]!, (file, to) => check(call, file, to)),
      async write(unit, { query: asked, language }, { checked }) {
        const findings = checked.findings(language);
        const document = await documents.add(unit, checked);
        if (asked.dryRun === 'true') return { object: '', answer: { document: null, findings }, isDry: true };
        return { object: document.id, answer: { document: documentRecord(document), findings } };
      },
      cleanUp: (received) => received.remove(),
    },
  });
}

async function* limited(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > LONGEST) throw new HttpError('HTTP_BODY_TOO_LARGE', { limit: LONGEST });
    yield piece;
  }
}
