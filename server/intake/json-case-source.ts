import type { CaseSource, OpenCaseSourceOptions } from './case-source.js';
import type { InputFile } from './input-file.js';

export async function openJsonSource(
  _file: InputFile,
  _options: OpenCaseSourceOptions,
  _format: 'ndjson' | '4101',
): Promise<CaseSource> {
  throw new Error('to be written');
}
