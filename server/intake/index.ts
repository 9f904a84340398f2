export * from './case-source.js';
export * from './errors.js';
export * from './open-case-source.js';
