/** What the driver says without a code of its own when a connection is gone, or none is to be had. */
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered a connection error))/;
/** The network's codes, and those of PostgreSQL for one that stops, starts, or has no connection left. */
const CODES = /^(ECONN(REFUSED|RESET)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08...|57P0[123]|53300)$/;

/** Whether the database could not be reached, so that the same may go well in a while. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  return (typeof code === 'string' && CODES.test(code)) || WORDS.test(error.message);
}
