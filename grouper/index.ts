export * from './discharge.js';
export * from './reasons.js';
export * from './codes/normal-form.js';
