import type { CommanderError } from 'commander';
import { ServerError } from '../errors.js';

/** What the parser of the command line complains of, as an error of ours. */
export function usageError(error: CommanderError): ServerError {
  const why = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  return new ServerError('SERVER_USAGE', { why });
}
