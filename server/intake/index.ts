export * from './case-source.js';
export * from './errors.js';
export * from './open-case-source.js';
export { openCaseStream, type CaseStream, type OpenCaseStreamOptions, type TextFormat } from './open-case-stream.js';
export { TableReader, whyTooLong, WHY_QUOTE_OPEN } from './table-reader.js';
export { caseOfJson } from './json-case-source.js';
export { NdjsonReader, unreadableRecord } from './ndjson-reader.js';
export { SETTLEMENT_LIST_COLUMNS, SettlementListReader } from './settlement-list-reader.js';
export { storedCase, StoredCases } from './stored-case.js';
