import { setTimeout as sleep } from 'node:timers/promises';
import { isAtRest, type Settlement } from '../../settlements/index.js';
import type { StreamedEvent } from '../answers.js';
import { showSettlement } from './shown-settlement.js';

/** How often it is looked how far a settlement is. Unit: milliseconds. */
const LOOKED_EVERY = 500;

/** Each change of a settlement, until it goes on no more. */
export async function* settlementEvents(find: () => Promise<Settlement>, signal: AbortSignal): AsyncGenerator<StreamedEvent> {
  let last = '';
  for (;;) {
    const settlement = await find();
    const data = showSettlement(settlement, true);
    const said = JSON.stringify(data);
    if (said !== last) yield { event: isAtRest(settlement.state) ? 'end' : 'progress', data };
    if (isAtRest(settlement.state)) return;
    last = said;
    await sleep(LOOKED_EVERY, undefined, { signal });
  }
}
