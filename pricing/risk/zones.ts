import { z } from 'zod';
import { isWithin, type BilingualText } from '../../reference-data/index.js';
import { bounds, word } from '../policy/values.js';
import type { Ratio } from '../ratio.js';

/** A step of a scale, such as "normal". The last has no bounds and takes everything else. */
const zone = z.strictObject({
  id: word,
  name: z.strictObject({ zh: word, en: word }),
  when: bounds.optional(),
  /** Whether people should look at a fund in it. */
  isAlarm: z.enum(['true', 'false']).transform((text) => text === 'true'),
  /** `#rrggbb`, for plots; zones without a word of the national texts keep colours of their own. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/i, '#2e7d32'),
});

/** A scale of zones, asked from the first; exactly one holds for each number. */
export const zoneTable = z
  .array(zone)
  .min(2)
  .superRefine((zones, context) => {
    for (const [place, { when }] of zones.entries())
      if ((when === undefined) !== (place === zones.length - 1))
        context.addIssue({ code: 'custom', path: [place, 'when'], message: 'when₁, when₂, …, —' });
    if (new Set(zones.map(({ id }) => id)).size < zones.length) context.addIssue({ code: 'custom', message: 'id ×2' });
  });

export type Zones = z.output<typeof zoneTable>;
export type Zone = Zones[number] & { readonly name: BilingualText };

/** The zone in which a number lies: the first whose bounds it passes. */
export function zoneOf(value: Ratio, zones: Zones): Zone {
  return zones.find(({ when }) => when === undefined || isWithin(value, when))!;
}
