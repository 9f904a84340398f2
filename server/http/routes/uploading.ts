import { z } from 'zod';
import { receiveUpload, type Documents, type Received, type UploadChecks, type UploadToCheck } from '../../documents/index.js';
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
  /** What is said of the file: what is named must be there. */
  readonly upload: (call: Call<undefined, Query>) => Promise<UploadToCheck> | UploadToCheck;
}

/** Uploading a version: it is checked as the command line would, and what is wrong leaves nothing behind. */
export function uploadRoute<Query extends { readonly dryRun: 'true' | 'false' }>(
  documents: Documents,
  checks: UploadChecks,
  { collection: { path, noun, words }, query, files, problems, upload: uploadOf }: Uploading<Query>,
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
      async prepare(call) {
        const { upload: sent, scope, signal } = call;
        const upload = await uploadOf(call);
        return receiveUpload(limited(sent.bytes), files[sent.type]!, (file, to) =>
          checks.check({ upload, path: file, to }, (kind, name) => documents.inForce(scope, kind, name), signal),
        );
      },
      async write(unit, { query: asked, language }, { checked }) {
        const findings = checked.findings[language];
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
