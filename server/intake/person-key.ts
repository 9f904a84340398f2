import { createHmac } from 'node:crypto';
import { statedText } from './values/stated-text.js';

/** The kinds of number by which a person can be known. Keys of different kinds never meet. */
export type PersonNumberKind = 'personNumber' | 'insuranceNumber' | 'certificateNumber';

/** In order of preference. */
export const PERSON_NUMBER_KINDS: readonly PersonNumberKind[] = ['personNumber', 'insuranceNumber', 'certificateNumber'];

/**
 * Turns a person's number into a key that recognises the person again and says nothing else. The number itself goes no further.
 *
 * @param secret Of the region: keys under different secrets never meet.
 */
export function personKeyOf(kind: PersonNumberKind, number: string, secret: string): string | undefined {
  const stated = statedText(number).normalize('NFKC').toUpperCase();
  return stated === '' ? undefined : createHmac('sha256', secret).update(`${kind}\0${stated}`).digest('hex');
}
