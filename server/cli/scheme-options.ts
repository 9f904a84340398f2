import { loadScheme, type LoadedScheme, type LoadSchemeOptions } from '../schemes/load-scheme.js';
import { loadForGrouping, type SharedScheme } from '../schemes/shared-scheme.js';

/** Options of every command that works under a scheme. */
export interface SchemeOptions {
  readonly scheme: string;
  readonly data?: string;
  readonly amendment?: readonly string[];
  /** A region's policy; DIP only. */
  readonly policy?: string;
}

/** Loads the scheme that the options name, as printed and compiled. */
export function loadNamedScheme(options: SchemeOptions): Promise<LoadedScheme> {
  return loadScheme(options.scheme, loadOptions(options));
}

/** Loads what grouping needs of it. */
export function loadNamedForGrouping(options: SchemeOptions): Promise<SharedScheme> {
  return loadForGrouping(options.scheme, loadOptions(options));
}

function loadOptions({ data, amendment, policy }: SchemeOptions): LoadSchemeOptions {
  return {
    ...(data === undefined ? {} : { data }),
    ...(policy === undefined ? {} : { policy }),
    ...(amendment === undefined ? {} : { amendments: amendment }),
  };
}
