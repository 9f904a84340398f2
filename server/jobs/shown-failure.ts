import type { CodedError } from '../../reference-data/index.js';
import type { Failure } from './failure.js';

/** Names that messages have for paths of the service. */
export type ShownNames = Map<string, string>;

/** What the owner of a job that failed is told: everything, but by the names that they know, not by the paths of this machine. */
export function shownFailure(error: CodedError, names: ShownNames): Failure {
  // The longest first: a path may begin with another.
  const known = [...names].sort(([a], [b]) => b.length - a.length);
  const shown = (text: string) => known.reduce((so, [path, name]) => so.replaceAll(path, name), text);
  return { code: error.code, zh: shown(error.text('zh')), en: shown(error.text('en')) };
}
