import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createGrouper, loadScheme, type LoadedScheme } from '../schemes/load-scheme.js';
import { findScheme } from '../schemes/scheme-directory.js';
import { loadApart } from '../schemes/load-apart.js';
import { openShared, type OpenedScheme } from '../schemes/open-shared.js';
import type { SharedScheme } from '../schemes/shared-scheme.js';
import type { Scope } from '../store/index.js';
import type { FoundDocuments } from './found-documents.js';
import { FreshCache, type Loaded } from './fresh-cache.js';

/** A scheme that single cases are grouped with. */
export interface ServedScheme {
  readonly shared: SharedScheme;
  readonly grouper: OpenedScheme['grouper'];
}

/** What explains groups under a scheme. */
export type Explainer = ReturnType<typeof explainerOf>;

/** What compiled schemes may take together, and what explains them. Unit: bytes. */
const MOST_BYTES = 256 * 1024 * 1024;
/** A scheme as printed, with its indexes, takes about so many times its compiled form. */
const PRINTED = 12;

/** The schemes of a data directory as requests need them: the command line may replace one beside the running service. */
export class SchemeCache {
  readonly #data: string;
  readonly #found: FoundDocuments;
  readonly #served = new FreshCache<ServedScheme>(MOST_BYTES);
  readonly #explainers = new FreshCache<Explainer>(MOST_BYTES);

  constructor(data: string, found: FoundDocuments) {
    this.#data = data;
    this.#found = found;
  }

  /** @throws DOCUMENTS_UNKNOWN where the scope sees none of that identifier; as `loadApart` */
  async serve(scope: Scope, id: string): Promise<ServedScheme> {
    await this.#found.open(scope, 'scheme', id);
    return this.#served.get(id, async () => {
      const stamps = await this.#stampsOf(id);
      const shared = await loadApart({ id, data: this.#data });
      return { ...stamps, value: { shared, grouper: openShared(shared).grouper }, bytes: shared.packed.byteLength };
    });
  }

  /** The same with everything that explaining takes. @throws as `serve` and `loadScheme` */
  async explainer(scope: Scope, id: string): Promise<Explainer> {
    const { shared } = await this.serve(scope, id);
    return this.#explainers.get(id, async () => {
      const stamps = await this.#stampsOf(id);
      const value = explainerOf(await loadScheme(id, { data: this.#data }));
      return { ...stamps, value, bytes: shared.packed.byteLength * PRINTED };
    });
  }

  /** Taken before the scheme is read: what is replaced meanwhile is read once more, and never passed over. */
  async #stampsOf(id: string): Promise<Pick<Loaded<unknown>, 'stamp' | 'stampNow'>> {
    const stampNow = async () => {
      const { folder } = await findScheme(id, this.#data);
      const { mtimeMs, size } = await stat(join(folder, 'manifest.json'));
      return `${folder} ${mtimeMs} ${size}`;
    };
    return { stamp: await stampNow(), stampNow };
  }
}

function explainerOf(scheme: LoadedScheme) {
  if (scheme.kind === 'drg') {
    const grouper = createGrouper(scheme);
    return (...of: Parameters<typeof grouper.explain>): object => grouper.explain(...of);
  }
  const grouper = createGrouper(scheme);
  return (...of: Parameters<typeof grouper.explain>): object => grouper.explain(...of);
}
