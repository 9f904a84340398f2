export * from './record-bounds.js';
export * from './case-columns.js';
export * from './case-lane.js';
export * from './drg-lane.js';
export * from './dip-lane.js';
export * from './output-bytes.js';
export * from './plain-rows.js';
export { PlainCase } from './plain-case.js';
export { PLAIN, BLANK, SPECIAL, RowFields, type RowForm } from './row-fields.js';
