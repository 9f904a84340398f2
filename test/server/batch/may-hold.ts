import { filterMarks } from '../../../server/batch/id-filter.js';

/** Whether an identifier may be among those that a filter was made of, as the database asks its bits. */
export const mayHold = (filter: Uint8Array, id: string): boolean =>
  filterMarks(id).every((mark) => {
    const bit = mark % (filter.length * 8);
    return ((filter[Math.trunc(bit / 8)]! >> (bit % 8)) & 1) === 1;
  });
