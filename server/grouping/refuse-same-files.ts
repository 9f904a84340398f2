import { ServerError } from '../errors.js';
import { isSameFile } from './group-file.js';

/**
 * Refuses outputs that would write over the input or over each other.
 *
 * @throws SERVER_OUTPUT_IS_INPUT, SERVER_OPTION_INVALID
 */
export async function refuseSameFiles(input: string, output: string, breakdown: string | undefined): Promise<void> {
  for (const path of breakdown === undefined ? [output] : [output, breakdown]) {
    if (await isSameFile(input, path)) throw new ServerError('SERVER_OUTPUT_IS_INPUT', { path });
  }
  if (breakdown !== undefined && (breakdown === output || (await isSameFile(output, breakdown))))
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--breakdown', value: breakdown, allowed: '≠ --output' });
}
