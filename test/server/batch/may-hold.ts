import { filterMarks } from '../../../server/batch/id-filter.js';

/** Whether an identifier may be among those that a filter was made of, as the database asks its bits. @param field As its field is written. */
export const mayHold = (filter: Uint8Array, field: string): boolean =>
  filterMarks(Buffer.from(field)).every((mark) => {
    const bit = mark % (filter.length * 8);
    return ((filter[Math.trunc(bit / 8)]! >> (bit % 8)) & 1) === 1;
  });
