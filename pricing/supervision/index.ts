export * from './case-signs.js';
export * from './clusters.js';
export * from './lead.js';
export * from './person-history.js';
export * from './repeated-stay.js';
export * from './supervision-section.js';
