import type { CodedError } from '../../reference-data/index.js';
import type { Failure } from '../jobs/index.js';
import type { ShownNames } from './settlement-inputs.js';

/** What a bureau is told of its settlement that failed: everything, but by the names that it knows, not by the paths of this machine. */
export function shownFailure(error: CodedError, names: ShownNames): Failure {
  // The longest first: a path may begin with another.
  const known = [...names].sort(([a], [b]) => b.length - a.length);
  const shown = (text: string) => known.reduce((so, [path, name]) => so.replaceAll(path, name), text);
  return { code: error.code, zh: shown(error.text('zh')), en: shown(error.text('en')) };
}
