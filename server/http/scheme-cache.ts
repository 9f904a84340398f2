import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { createGrouper, loadScheme, type LoadedScheme } from '../schemes/load-scheme.js';
import { findScheme } from '../schemes/scheme-directory.js';
import { loadForGrouping, openShared, type OpenedScheme, type SharedScheme } from '../schemes/shared-scheme.js';

/** A scheme that single cases are grouped with. */
export interface ServedScheme {
  readonly shared: SharedScheme;
  readonly grouper: OpenedScheme['grouper'];
}

type Explainer = ReturnType<typeof explainerOf>;

/** What compiled schemes may take together. Unit: bytes. */
const MOST_BYTES = 512 * 1024 * 1024;
/** A scheme as printed, with its indexes, takes about so many times its compiled form. */
const PRINTED = 12;
/** How long a scheme is taken for what it was when its folder was last looked at. Unit: milliseconds. */
const LOOKED_AT = 1000;

/**
 * The schemes of a data directory, each loaded once however many requests ask for it at the same time, and again when the command line
 * has replaced it. What was not asked for longest is let go first.
 */
export class SchemeCache {
  readonly #data: string;
  readonly #served: LRUCache<string, ServedScheme>;
  readonly #explainers: LRUCache<string, Explainer & object>;
  readonly #editions = new Map<string, { readonly key: string; readonly lookedAt: number }>();

  constructor(data: string) {
    this.#data = data;
    this.#served = new LRUCache({
      maxSize: MOST_BYTES / 2,
      sizeCalculation: ({ shared }) => shared.packed.byteLength,
      fetchMethod: (key) => this.#open(idOf(key)),
    });
    this.#explainers = new LRUCache({
      maxSize: MOST_BYTES / 2,
      sizeCalculation: ({ bytes }) => bytes,
      fetchMethod: async (key) => {
        const { shared } = (await this.#served.fetch(key))!;
        return explainerOf(await loadScheme(idOf(key), { data: this.#data }), shared);
      },
    });
  }

  /** @throws as `loadForGrouping` */
  async serve(id: string): Promise<ServedScheme> {
    return (await this.#served.fetch(await this.#editionOf(id)))!;
  }

  /** The same with everything that explaining takes. @throws as `loadScheme` */
  async explainer(id: string): Promise<Explainer> {
    return (await this.#explainers.fetch(await this.#editionOf(id)))!;
  }

  async #open(id: string): Promise<ServedScheme> {
    const shared = await loadForGrouping(id, { data: this.#data });
    return { shared, grouper: openShared(shared).grouper };
  }

  /** The scheme as it stands now: its id with the time of its manifest. */
  async #editionOf(id: string): Promise<string> {
    const known = this.#editions.get(id);
    const now = performance.now();
    if (known !== undefined && now - known.lookedAt < LOOKED_AT) return known.key;
    const { folder } = await findScheme(id, this.#data);
    const { mtimeMs, size } = await stat(join(folder, 'manifest.json'));
    const key = `${id}\n${mtimeMs} ${size}`;
    this.#editions.set(id, { key, lookedAt: now });
    return key;
  }
}

const idOf = (key: string): string => key.slice(0, key.indexOf('\n'));

function explainerOf(scheme: LoadedScheme, { packed }: SharedScheme) {
  const bytes = packed.byteLength * PRINTED;
  if (scheme.kind === 'drg') {
    const grouper = createGrouper(scheme);
    return { bytes, explain: (...of: Parameters<typeof grouper.explain>): object => grouper.explain(...of) };
  }
  const grouper = createGrouper(scheme);
  return { bytes, explain: (...of: Parameters<typeof grouper.explain>): object => grouper.explain(...of) };
}
