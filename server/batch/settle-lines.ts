import { CaseSettler, type CaseSettlerSetup } from '../settlement/case-settler.js';
import { lineWork, type LineWork } from './line-work.js';

/** Groups and prices records, and leaves of each the line that settlement keeps. */
export const SETTLING: LineWork<CaseSettlerSetup> = lineWork('settle-worker.js', (setup) => CaseSettler.open(setup));
