export * from './link-stays.js';
export * from './same-illness.js';
export * from './stay.js';
