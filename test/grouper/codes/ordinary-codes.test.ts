import { describe, expect, test } from 'vitest';
import { NOT_ORDINARY, ordinaryKey } from '../../../grouper/codes/ordinary-codes.js';

function keyOf(code: string): number {
  return ordinaryKey(Buffer.from(code), 0, code.length);
}

const DIGITS = '0123456789';
const pairs = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

describe('ordinaryKey', () => {
  test.each([
    [
      'diagnoses',
      (pair: string, digit: string) => [...'AIZ'].flatMap((letter) => [`${letter}${pair}.${digit}00`, `${letter}00.x${pair}`]),
    ],
    ['procedures', (pair: string, digit: string) => [`${pair}.${digit}000`, `${pair}.${digit}x00`, `00.${digit}${'x'}${pair}`]],
  ])('of %s differ wherever the codes differ', (_kind, codesOf) => {
    const codes = new Set(
      pairs.flatMap((pair) =>
        [...DIGITS].flatMap((digit) => codesOf(pair, digit).flatMap((code) => [code, `${code}x000`, `${code}x${digit}${pair}`])),
      ),
    );
    const keys = new Set([...codes].map(keyOf));
    expect(keys.has(NOT_ORDINARY)).toBe(false);
    expect(keys.size).toBe(codes.size);
  });

  test('the last diagnosis of all has a key', () => {
    expect(keyOf('Z99.x99x999')).not.toBe(NOT_ORDINARY);
  });

  test.each([
    '',
    'I63.9',
    'I63.9000',
    'I63900x',
    'i63.900',
    '[63.900',
    '@63.900',
    'I:3.900',
    'I63.:00',
    'I63.X00',
    'I63.900X001',
    'I63.900x00',
    'I63.900x00a',
    'x1.5100',
    '81x5100',
    '81.:100',
    '81.5100x0:1',
  ])('%j has none', (code) => {
    expect(keyOf(code)).toBe(NOT_ORDINARY);
  });
});
