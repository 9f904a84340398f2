import { z } from 'zod';

/** A word of an entry. */
export const word = z.string().min(1).max(200);

export const period = word.meta({ description: '申报期间，按季 2026-Q1，按月 2026-01 | 2026-Q1 by quarter, 2026-01 by month' });

/** Behind the register: one application. */
export const OF_APPLICATION = '/applications/{application}';
