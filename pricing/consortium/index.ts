export * from './consortium-section.js';
export * from './overspend-bands.js';
export * from './package-budget.js';
export * from './package-facts.js';
export * from './risk-fund.js';
export * from './settle-year.js';
export * from './surplus.js';
