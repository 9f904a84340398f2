import { readFile } from 'node:fs/promises';
import { ReferenceDataError } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';

/** Files of `--policy` by what they are. */
export interface PolicyFiles {
  /** How a region groups under DIP. */
  readonly grouping?: string;
  /** How a region pays. */
  readonly payment?: string;
}

/**
 * Tells policies of payment from those of grouping by the `kind` that the file states, so that one option takes both.
 *
 * @throws SERVER_OPTION_INVALID for two of one kind; REFERENCE_DATA_FILE_UNREADABLE
 */
export async function sortPolicyFiles(paths: readonly string[]): Promise<PolicyFiles> {
  const found: { grouping?: string; payment?: string } = {};
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? '文件不存在 (no such file)' : error.message;
      throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why });
    });
    // What is of neither kind is left to the reader of grouping policies, which says what is wrong with it.
    const kind = /^kind:\s*["']?payment-policy\b/m.test(text) ? 'payment' : 'grouping';
    if (found[kind] !== undefined) {
      const allowed = '一份支付政策、一份DIP分组政策 (one payment policy, one DIP grouping policy)';
      throw new ServerError('SERVER_OPTION_INVALID', { option: '--policy', value: path, allowed });
    }
    found[kind] = path;
  }
  return found;
}
