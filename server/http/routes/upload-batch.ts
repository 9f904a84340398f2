import { z } from 'zod';
import { isCalendarDate } from '../../../reference-data/index.js';
import type { Batches, ReceivedUpload } from '../../batches/index.js';
import { RESULT_FORMATS } from '../../grouping/result-rows.js';
import { CASE_FORMATS } from '../../intake/index.js';
import { changingRoute, type Route } from '../route.js';
import { flag, policyName, POLICY_PROBLEMS, purpose, schemeId, SCHEME_PROBLEMS } from '../wire-names.js';
import { WITH_CASES } from './batches.js';

/** Whatever the form: what it is is seen by the file itself. */
const FILE_TYPES = [
  'text/csv',
  'text/plain',
  'text/tab-separated-values',
  'application/x-ndjson',
  'application/json',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
] as const;

/** A name without a path. */
const fileName = z.string().regex(/^[^/\\\p{Cc}]{1,200}$/u);

const uploadQuery = z
  .strictObject({
    kind: z.enum(['group', 'price']).default('group'),
    schemeId: schemeId.optional(),
    policy: policyName.optional(),
    purpose,
    on: z.string().refine(isCalendarDate, 'YYYY-MM-DD').optional(),
    firstStay: flag,
    format: z.enum(CASE_FORMATS).optional(),
    encoding: z.string().max(20).optional(),
    name: fileName.default('cases'),
    resultFormat: z.enum(RESULT_FORMATS).default('csv'),
    again: flag,
  })
  .refine(({ kind, schemeId: id }) => kind === 'price' || id !== undefined, {
    path: ['schemeId'],
    message: '分组时必填 (needed for grouping)',
  })
  .refine(({ kind, policy }) => (kind === 'price') === (policy !== undefined), {
    path: ['policy'],
    message: '计价时必填，分组时不填 (needed for pricing, and not for grouping)',
  });

const taken = z.object({
  id: z.string(),
  rows: z.int(),
  hospitals: z.int(),
  format: z.string(),
  encoding: z.string(),
  dialect: z.string(),
  droppedColumns: z.array(z.string()),
});

/** A file of cases, to be grouped or priced by and by. */
export function uploadRoute(batches: Batches): Route {
  return changingRoute({
    method: 'post',
    path: '/v1/batches',
    summary: { zh: '上传病例文件，批量分组或计价', en: 'Upload a file of cases, to be grouped or priced' },
    roles: WITH_CASES,
    problems: [
      ...SCHEME_PROBLEMS,
      ...POLICY_PROBLEMS,
      'INTAKE_FILE_EMPTY',
      'INTAKE_FILE_BINARY',
      'INTAKE_ENCODING_UNKNOWN',
      'INTAKE_NO_HEADER',
      'BATCHES_FOREIGN_CASES',
      'BATCHES_SENT_BEFORE',
      'BATCHES_NO_ROOM',
    ],
    query: uploadQuery,
    upload: { types: FILE_TYPES },
    status: 202,
    answer: taken,
    change: {
      action: 'batch.upload',
      prepare({ query: { name, again, ...wish }, upload, scope, signal }): Promise<ReceivedUpload> {
        return batches.receive({ bytes: upload.bytes, name, wish, again, scope, signal });
      },
      async write(unit, _, received) {
        const { rows, hospitals } = await batches.keep(unit, received);
        const { batch: id, file } = received;
        return { object: `batch ${id}`, rows, answer: { id, rows, hospitals, ...file.admitted.description } };
      },
      cleanUp: (received) => received.close(),
    },
  });
}
