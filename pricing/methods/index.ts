import { APG } from './apg.js';
import { BED_DAY } from './bed-day.js';
import { CAPITATION } from './capitation.js';
import { CHRONIC } from './chronic.js';
import { DAY_SURGERY } from './day-surgery.js';
import { DAY_WARD } from './day-ward.js';
import { DIP } from './dip.js';
import { DRG_POINTS } from './drg-points.js';
import { DRG_RATE } from './drg-rate.js';
import { EPIDEMIC_WAIVER } from './epidemic-waiver.js';
import { FEE_FOR_SERVICE } from './fee-for-service.js';
import { MATERNITY } from './maternity.js';
import { SINGLE_DISEASE } from './single-disease.js';
import { TCM } from './tcm.js';
import { TCM_DAY_WARD } from './tcm-day-ward.js';
import type { PaymentMethod } from '../payment-method.js';

// oxlint-disable-next-line typescript/no-explicit-any -- Each method takes the values of its own section, and whoever calls it reads them by that section.
export type AnyMethod = PaymentMethod<any>;

/** Every way of paying, one line each. A route names one by the id of its section. */
export const METHODS: readonly AnyMethod[] = [
  DRG_RATE,
  DRG_POINTS,
  DIP,
  BED_DAY,
  CAPITATION,
  CHRONIC,
  MATERNITY,
  FEE_FOR_SERVICE,
  DAY_SURGERY,
  DAY_WARD,
  SINGLE_DISEASE,
  APG,
  TCM,
  TCM_DAY_WARD,
  EPIDEMIC_WAIVER,
];
