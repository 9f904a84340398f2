export type { DemonstrationDischarge } from './demonstration-discharge.js';
export { DEMONSTRATION_FLAWS, FLAWS_PER, type DemonstrationFlaw } from './flaws.js';
export { demonstrationHospitals, type DemonstrationHospital } from './demonstration-hospitals.js';
export { DEMONSTRATION_BASE_YEAR, demonstrationVolume } from './demonstration-growth.js';
export { demonstrationDischarges, type DemonstrationOptions } from './generate-discharges.js';
export { DEMONSTRATION_CSV_COLUMNS, demonstrationCsv } from './demonstration-csv.js';
