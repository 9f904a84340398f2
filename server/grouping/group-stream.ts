import { GROUPING } from '../batch/chunk-grouper.js';
import { startChunkThreads } from '../batch/chunk-workers.js';
import { groupBytes } from '../batch/group-chunks.js';
import { StreamBytes } from '../batch/stream-bytes.js';
import { IntakeError, openCaseStream, type TextFormat } from '../intake/index.js';
import type { SharedScheme } from '../schemes/shared-scheme.js';
import { RESULT_SHAPES } from './result-shape.js';
import { createResultPrinter, type ResultFormat } from './result-rows.js';

export interface GroupStreamOptions {
  readonly scheme: SharedScheme;
  /** Cases as they are sent. */
  readonly sent: AsyncIterable<Uint8Array>;
  /** Named in messages. */
  readonly name: string;
  /** Told by the first bytes when absent. */
  readonly format?: TextFormat;
  readonly outputFormat: ResultFormat;
  /** Worker threads, 1 or more. The results do not depend on it. */
  readonly threads: number;
}

/**
 * Groups cases while they are being sent: the same bytes as those of a file with these cases. Memory does not grow with their number, and
 * nothing more is taken from the sender while nobody takes results.
 *
 * @throws SERVER_WORKER_STOPPED, and as `openCaseStream`. Where the first piece has come, what was wrong shows behind it.
 */
export async function* groupStream(options: GroupStreamOptions): AsyncGenerator<Uint8Array> {
  const { scheme, sent, name, format, outputFormat, threads } = options;
  const { columns, records, bytes } = await openCaseStream(sent, { name, ...(format === undefined ? {} : { format }) });
  if (columns === undefined && outputFormat === 'csv') {
    const why = 'NDJSON 的列名要读完才齐 (all its columns are known at its end)';
    throw new IntakeError('INTAKE_NOT_STREAMABLE', { path: name, why });
  }
  const { kind, packed } = scheme;
  const setup = { scheme: { kind, packed }, file: records, columns: columns ?? [], outputFormat };
  const workers = startChunkThreads(GROUPING, setup, threads);
  try {
    // Sent with the first results, so that what is wrong before them can still be said.
    let header = createResultPrinter(outputFormat, RESULT_SHAPES[kind], setup.columns).header();
    for await (const chunk of groupBytes(new StreamBytes(bytes), records, workers, { from: 0 })) {
      yield Buffer.concat([Buffer.from(header), chunk.bytes]);
      header = '';
    }
    if (header !== '') yield Buffer.from(header);
  } finally {
    await workers.close();
  }
}
