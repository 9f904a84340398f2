export * from './budget-document.js';
export * from './budget-line.js';
export * from './budget-section.js';
export * from './fund-budget.js';
export * from './negotiation.js';
