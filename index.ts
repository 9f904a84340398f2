// What the package offers to programs.
export * from './grouper/index.js';
export {
  loadScheme,
  createGrouper,
  type LoadedDipScheme,
  type LoadedDrgScheme,
  type LoadedScheme,
  type LoadSchemeOptions,
} from './server/schemes/load-scheme.js';
export { CodedError, type BilingualText, type ErrorEntry, type ErrorOrigin, type Language } from './reference-data/index.js';
