import { describe, expect, test } from 'vitest';
import { apg } from './vectors/apg.js';
import { bedDay } from './vectors/bed-day.js';
import { capitation } from './vectors/capitation.js';
import { chronic } from './vectors/chronic.js';
import { consortium } from './vectors/consortium.js';
import { dayCare } from './vectors/day-care.js';
import { dip } from './vectors/dip.js';
import { drg } from './vectors/drg.js';
import { feeForService } from './vectors/fee-for-service.js';
import { fundPayment } from './vectors/fund-payment.js';
import { fundRisk } from './vectors/fund-risk.js';
import { indicator } from './vectors/indicator.js';
import { ltc } from './vectors/ltc.js';
import { maternity } from './vectors/maternity.js';
import { points } from './vectors/points.js';
import { prepayment } from './vectors/prepayment.js';
import { rounding } from './vectors/rounding.js';
import { router } from './vectors/router.js';
import { specialCase } from './vectors/special-case.js';
import { split } from './vectors/split.js';
import { supervision } from './vectors/supervision.js';
import { tcm } from './vectors/tcm.js';
import { budget } from './vectors/budget.js';
import { clearing } from './vectors/clearing.js';
import { conservation } from './vectors/conservation.js';
import { deposit } from './vectors/deposit.js';
import { VECTORS, vectorsAreThere, type Adapter } from './vectors/vector.js';

/** Topics of the worked examples that the product computes. */
const ADAPTERS: Readonly<Record<string, Adapter>> = {
  apg,
  'bed-day': bedDay,
  capitation,
  chronic,
  consortium,
  'day-care': dayCare,
  dip,
  drg,
  ffs: feeForService,
  'fund-payment': fundPayment,
  'fund-risk': fundRisk,
  indicator,
  ltc,
  maternity,
  points,
  prepayment,
  rounding,
  router,
  'special-case': specialCase,
  split,
  supervision,
  tcm,
  deposit,
  conservation,
  clearing,
  budget,
};

describe.skipIf(!vectorsAreThere)(`worked examples${vectorsAreThere ? '' : ' [left out: ../shared is not there]'}`, () => {
  for (const [topic, adapter] of Object.entries(ADAPTERS)) {
    const vectors = VECTORS.filter((vector) => vector.topic === topic);

    test(`${topic}: there are examples of it`, () => expect(vectors).not.toEqual([]));

    test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
      expect(adapter(vector.inputs, vector)).toMatchObject(vector.expected);
    });
  }
});
