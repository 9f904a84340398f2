import type { CaseCodes } from './case-codes.js';
import { NOWHERE } from './kernel-case.js';

const T = 0x54;
const POINT = 0x2e;
const ZERO = 0x30;
const ONE = 0x31;
const TWO = 0x32;
const THREE = 0x33;
const NINE = 0x39;
/** `T31.4` is 40-49 % of the body's surface. @source ICD-10 T31, T32 */
const TENTHS_AT = 4;

/** Place of the other diagnosis that tells the burnt area: of several the largest, or the first; NOWHERE without one. */
export function burnAreaOf(bytes: Uint8Array, { starts, ends, count }: CaseCodes, firstCounts: boolean): number {
  let largest = NOWHERE;
  let most = -1;
  for (let place = 1; place < count; place++) {
    const start = starts.values[place]!;
    const tenths = tenthsOf(bytes, start, ends.values[place]!);
    if (tenths <= most) continue;
    if (firstCounts) return place;
    largest = place;
    most = tenths;
  }
  return largest;
}

function tenthsOf(bytes: Uint8Array, start: number, end: number): number {
  if (end - start <= TENTHS_AT) return -1;
  const isArea =
    bytes[start] === T &&
    bytes[start + 1] === THREE &&
    (bytes[start + 2] === ONE || bytes[start + 2] === TWO) &&
    bytes[start + 3] === POINT;
  const sign = bytes[start + TENTHS_AT]!;
  return isArea && sign >= ZERO && sign <= NINE ? sign - ZERO : -1;
}
