import { describe, expect, test } from 'vitest';
import { orNoRoom } from '../../../server/batches/no-room.js';

describe('orNoRoom', () => {
  test.each([
    ['the disk is full', 'ENOSPC'],
    ['a user may take no more of it', 'EDQUOT'],
    ['a file may take no more of it', 'EFBIG'],
    ['the disk of the database is full', '53100'],
  ])('%s: that is said, and the cause is kept', (_why, code) => {
    const cause = Object.assign(new Error('no words of ours'), { code });
    expect(orNoRoom(cause)).toMatchObject({ code: 'BATCHES_NO_ROOM', cause });
  });

  test('anything else stays what it is', () => {
    const error = Object.assign(new Error('x'), { code: 'EACCES' });
    expect(orNoRoom(error)).toBe(error);
    expect(orNoRoom('a text')).toBe('a text');
  });
});
