import { CodedError } from '../../reference-data/index.js';

/** What the process ends with; documented in server/README.md. */
export const EXIT_CODES = {
  /** Done; also when rows are invalid or ungrouped. */
  done: 0,
  /** A fault of ours. */
  fault: 1,
  /** Wrong usage. */
  usage: 2,
  /** Input that cannot be read. */
  input: 3,
  /** A scheme or policy that was refused. */
  scheme: 4,
  /** What was compared is not the same. */
  differs: 5,
  /** Stopped by the user. */
  stopped: 130,
} as const;

/** The exit code for an error that reached the top. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CodedError) return EXIT_CODES[error.entry.origin];
  return EXIT_CODES.fault;
}
