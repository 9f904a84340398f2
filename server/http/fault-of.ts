/** What the log says of a fault: where it went wrong, and not the words of the error, which may quote what was sent. */
export const faultOf = (error: unknown): object =>
  error instanceof Error
    ? {
        name: error.name,
        at: error.stack
          ?.split('\n')
          .slice(1, 9)
          .map((line) => line.trim()),
      }
    : { name: typeof error };
