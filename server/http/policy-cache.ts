import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import type { GroupWeights, PaymentPolicy } from '../../pricing/index.js';
import { BillSettler, type BillSettings } from '../bills/bill-settler.js';
import { readPolicyFile } from '../pricing/policy-file.js';
import { RowPricer, type PricingTerms } from '../pricing/price-row.js';
import { findWeights, NO_WEIGHTS, openWeights, stampWeights } from '../pricing/weights-store.js';
import type { Scope } from '../store/index.js';
import type { FoundDocuments } from './found-documents.js';
import { FreshCache } from './fresh-cache.js';

/** A policy that was read, with what tells it from every other. */
interface ServedPolicy {
  readonly policy: PaymentPolicy;
  readonly stamp: string;
}

type BillTerms = Pick<BillSettings, 'purpose' | 'firstStay'>;

/** What single cases are priced with: a policy, the weights of a scheme under it, and pricers that keep what they read of both. */
export class ServedPricing {
  readonly policy: PaymentPolicy;
  readonly weights: GroupWeights;
  readonly #pricers = new LRUCache<string, RowPricer>({ max: MOST_PRICERS });
  readonly #bills = new Map<string, BillSettler>();

  constructor(policy: PaymentPolicy, weights: GroupWeights) {
    this.policy = policy;
    this.weights = weights;
  }

  pricer(terms: PricingTerms): RowPricer {
    const { purpose, on = '', firstStay, scheme } = terms;
    const name = `${purpose} ${on} ${firstStay} ${scheme?.from}`;
    const known = this.#pricers.get(name);
    if (known !== undefined) return known;
    const made = new RowPricer(this.policy, this.weights, terms);
    this.#pricers.set(name, made);
    return made;
  }

  bills(terms: BillTerms): BillSettler {
    const name = `${terms.purpose} ${terms.firstStay}`;
    const known = this.#bills.get(name);
    if (known !== undefined) return known;
    const made = new BillSettler({ policy: this.policy, ...terms });
    this.#bills.set(name, made);
    return made;
  }
}

/** Purposes, days and kinds of stay that are asked for of one policy at the same time. */
const MOST_PRICERS = 20;
/** What resolved policies may take together, and weights with what was priced with them. Unit: bytes. */
const MOST_BYTES = 128 * 1024 * 1024;
/** A policy as read takes about so many times its text, and a row of weights about so much. Unit: bytes. */
const READ = 12;
const ROW = 1024;
/** What pricers keep of a policy beside it. Unit: bytes. */
const PRICERS = 4 * 1024 * 1024;

/** Payment policies and the weights of schemes under them, as requests need them: either may be replaced beside the running service. */
export class PolicyCache {
  readonly #data: string;
  readonly #found: FoundDocuments;
  readonly #policies = new FreshCache<ServedPolicy>(MOST_BYTES);
  readonly #pricings = new FreshCache<ServedPricing>(MOST_BYTES);

  constructor(data: string, found: FoundDocuments) {
    this.#data = data;
    this.#found = found;
  }

  /** The policy of a file. @throws as `readPolicyFile` */
  async policyAt(path: string): Promise<PaymentPolicy> {
    return (await this.#served(path)).policy;
  }

  /**
   * @param scheme Of the groups; absent for cases that no grouper sees.
   * @throws DOCUMENTS_UNKNOWN where the scope sees none of that name; as `readPolicyFile` and `findWeights`
   */
  async pricing(scope: Scope, name: string, scheme?: string): Promise<ServedPricing> {
    const { path } = await this.#found.open(scope, 'payment-policy', name);
    const { policy, stamp: ofPolicy } = await this.#served(path);
    return this.#pricings.get(`${scheme ?? ''}\n${ofPolicy}`, async () => {
      const stampNow = async () => (scheme === undefined ? '' : stampWeights(this.#data, scheme, policy));
      const stamp = await stampNow();
      const weights = scheme === undefined ? NO_WEIGHTS : await findWeights(this.#data, scheme, policy);
      const rows = weights.editions.reduce((sum, edition) => sum + edition.rows.length, 0);
      return { value: new ServedPricing(policy, openWeights(weights)), bytes: PRICERS + rows * ROW, stamp, stampNow };
    });
  }

  #served(file: string): Promise<ServedPolicy> {
    return this.#policies.get(file, async () => {
      const { policy, texts } = await readPolicyFile(file);
      const stamp = stampOf([...texts]);
      const stampNow = async () =>
        stampOf(await Promise.all([...texts.keys()].map(async (path) => [path, await readFile(path, 'utf8')])));
      const length = [...texts.values()].reduce((sum, text) => sum + text.length, 0);
      return { value: { policy, stamp }, bytes: length * READ, stamp, stampNow };
    });
  }
}

const stampOf = (texts: readonly (readonly string[])[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('base64url');
