import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { groupStream } from '../../grouping/group-stream.js';
import { RESULT_FORMATS } from '../../grouping/result-rows.js';
import { ROLES } from '../../store/index.js';
import { Download } from '../answers.js';
import { AtOnce } from '../at-once.js';
import { route, type Route } from '../route.js';
import type { SchemeCache } from '../scheme-cache.js';
import { schemeId, SCHEME_PROBLEMS } from '../wire-names.js';

/** Each has threads and memory of its own. */
const MOST_STREAMS = 4;
const MOST_THREADS = 4;
/** Results that wait for a client which sends all of its file before it reads. Unit: bytes. */
const WAITING_RESULTS = 32 * 1024 * 1024;

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;
const CSV = 'text/csv';
const NDJSON = 'application/x-ndjson';

/** Grouping a file of any length while it is being sent: results come back on the same connection, and nothing is stored. */
export function groupStreamRoute(schemes: SchemeCache): Route {
  const streams = new AtOnce(MOST_STREAMS);
  return route({
    method: 'post',
    path: '/v1/group/stream',
    summary: { zh: '边上传边分组：病例文件传上来，结果随即传回', en: 'Group a file while it is being sent' },
    roles: ROLES,
    query: z.strictObject({ schemeId, output: z.enum(RESULT_FORMATS).optional() }),
    upload: { types: [CSV, NDJSON] },
    answer: [CSV, NDJSON],
    problems: [
      ...SCHEME_PROBLEMS,
      'HTTP_BUSY',
      'INTAKE_FILE_EMPTY',
      'INTAKE_FILE_BINARY',
      'INTAKE_NOT_STREAMABLE',
      'INTAKE_NO_HEADER',
      'REFERENCE_DATA_TWO_DIALECTS',
      'REFERENCE_DATA_TWO_FIELDS_IN_HEADER',
      'REFERENCE_DATA_COLUMN_REPEATED',
      'SERVER_WORKER_STOPPED',
    ],
    example: {
      query: { schemeId: 'demo-dip' },
      upload: { type: CSV, text: 'caseId,sex,ageYears,principalDiagnosis\n1,1,67,I63.900\n' },
    },
    async handle({ query, upload, scope }) {
      const { shared: scheme } = await schemes.serve(scope, query.schemeId);
      const format = upload.type === CSV ? 'csv' : 'ndjson';
      const { output: outputFormat = format } = query;
      const name = '上传 (upload)';
      const threads = Math.min(MOST_THREADS, Math.max(1, availableParallelism() - 1));
      const bytes = streams.of(() => groupStream({ scheme, sent: upload.bytes, name, format, outputFormat, threads }));
      return new Download({ type: TYPES[outputFormat], name: `results.${outputFormat}`, bytes, ahead: WAITING_RESULTS });
    },
  });
}
