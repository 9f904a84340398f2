import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScheme } from '../../server/schemes/load-scheme.js';
import { runOfItsOwn } from '../batch/run-of-its-own.js';
import { benchmarkScheme } from '../benchmark-scheme.js';
import { writeCases } from '../generate/write-cases.js';
import { fileSha256 } from '../file-sha256.js';
import { measure, medianRatio, type Measured } from '../measure.js';
import { startServiceProcess } from './running-service.js';
import { sendFile } from './send-file.js';

export interface StreamUploadResults {
  readonly scheme: string;
  readonly rows: number;
  /** SHA-256 of the results, which are the same both ways. */
  readonly fingerprint: string;
  readonly measured: readonly Measured[];
  /** The service against the command line from file to file, on as many threads as cores. */
  readonly share: number;
  /** Peak resident memory of the service, with its database where that is embedded: when it had started, and in the end. Unit: MiB. */
  readonly peakAtStartMiB: number;
  readonly peakMiB: number;
}

/** Groups a generated file while it is sent over one connection, beside the command line from file to file, in alternating rounds. */
export async function benchmarkStreamUpload(rows: number, rounds: number, seed: number): Promise<StreamUploadResults> {
  const data = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  try {
    const scheme = await benchmarkScheme('drg', data);
    const [input, output, streamed] = ['cases.csv', 'results.csv', 'streamed.csv'].map((name) => join(data, name));
    await writeCases({ scheme: await loadScheme(scheme, { data }), rows, seed }, input!);
    const service = await startServiceProcess(data);
    try {
      const { peakMiB: peakAtStartMiB } = await service.usage();
      const url = `${service.address}/v1/group/stream?schemeId=${scheme}`;
      const upload = () => sendFile(url, service.key, input!, streamed!);
      const fileToFile = async () => (await runOfItsOwn({ input: input!, output: output!, scheme, data, threads: 2 })).seconds;
      await upload();
      await fileToFile();
      const fingerprint = await fileSha256(output!);
      assert.equal(await fileSha256(streamed!), fingerprint, 'what is sent back is what the command line writes');
      const operation = { operation: 'group one row', operations: rows };
      const measured = await measure(
        [
          { name: 'file to file, 2 threads', ...operation, run: fileToFile },
          { name: 'while it is sent, one connection', ...operation, run: upload },
        ],
        rounds,
      );
      const { peakMiB } = await service.usage();
      return { scheme, rows, fingerprint, measured, share: medianRatio(measured[1]!, measured[0]!), peakAtStartMiB, peakMiB };
    } finally {
      await service.stop();
    }
  } finally {
    await rm(data, { recursive: true });
  }
}
