import { loadScheme, type LoadedScheme } from '../schemes/load-scheme.js';

/** Options of every command that works under a scheme. */
export interface SchemeOptions {
  readonly scheme: string;
  readonly data?: string;
  readonly amendment?: readonly string[];
  /** A region's policy; DIP only. */
  readonly policy?: string;
}

/** Loads the scheme that the options name. */
export function loadNamedScheme({ scheme, data, amendment, policy }: SchemeOptions): Promise<LoadedScheme> {
  return loadScheme(scheme, {
    ...(data === undefined ? {} : { data }),
    ...(policy === undefined ? {} : { policy }),
    ...(amendment === undefined ? {} : { amendments: amendment }),
  });
}
