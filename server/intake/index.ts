export * from './case-source.js';
export * from './errors.js';
export * from './open-case-source.js';
export { TableReader, whyTooLong, WHY_QUOTE_OPEN } from './table-reader.js';
