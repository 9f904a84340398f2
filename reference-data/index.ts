export * from './bilingual.js';
export * from './coded-error.js';
export * from './errors.js';
export * from './source-rows.js';
export * from './drg-tables.js';
