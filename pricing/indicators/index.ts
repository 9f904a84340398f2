export * from './indicator-case.js';
export * from './indicator-section.js';
export * from './indicator-tally.js';
export * from './measures.js';
export * from './readmission.js';
