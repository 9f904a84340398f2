import { CaseComparer, type CaseComparerSetup } from '../simulate/case-comparer.js';
import { lineWork, type LineWork } from './line-work.js';

/** Groups and prices records under two sides, and leaves of each what both made of it. */
export const COMPARING: LineWork<CaseComparerSetup> = lineWork('compare-worker.js', (setup) => CaseComparer.open(setup));
