import { findResults, resultFile } from '../batches/index.js';
import type { Asked, Derivation, DerivingSources } from '../derived/index.js';
import { builtScheme, type Documents } from '../documents/index.js';
import type { DocumentOfSettlement, InputSources, NamedDocument, NamedThings } from '../settlements/index.js';
import { registerFile } from '../reviews/index.js';
import { SYSTEM, type Scope, type Store, type Unit } from '../store/index.js';

/** Batches and documents as jobs over them ask for them: by name, on behalf of whoever asked. */
export class JobInputs implements NamedThings {
  readonly #store: Store;
  readonly #documents: Documents;
  readonly #data: string;

  /** @param data The data directory. */
  constructor(store: Store, documents: Documents, data: string) {
    this.#store = store;
    this.#documents = documents;
    this.#data = data;
  }

  /** @throws DOCUMENTS_UNKNOWN */
  document(by: Scope, kind: DocumentOfSettlement, name: string, on?: string): Promise<NamedDocument> {
    return this.#documents.open(by, kind, name, on);
  }

  /** @throws BATCHES_UNKNOWN, BATCHES_NOT_DONE */
  async refuseUnknownBatch(by: Scope, id: string): Promise<void> {
    await this.#store.unit(by, (unit) => findResults(unit, id));
  }

  /** @throws BATCHES_UNKNOWN, BATCHES_NOT_DONE, DOCUMENTS_UNKNOWN */
  async refuseUnknown(by: Scope, { kind, asked }: Asked): Promise<void> {
    if (kind === 'directory') {
      for (const id of asked.batches) await this.refuseUnknownBatch(by, id);
      for (const scheme of [asked.library, asked.previous]) if (scheme !== undefined) await this.document(by, 'scheme', scheme);
      return;
    }
    await this.refuseUnknownBatch(by, asked.batch);
    await this.document(by, 'payment-policy', asked.policy, asked.on);
  }

  /** What settlements read: whoever started one was seen to see it. */
  get ofSettlements(): InputSources {
    return {
      documentPath: async (kind, id) => (await this.document(SYSTEM, kind, id)).path,
      casesOf: (batch) => resultFile(this.#store, SYSTEM, batch),
      registerOf: (region, path) => this.#store.unit(SYSTEM, (unit) => registerFile(unit, region, path)),
      data: this.#data,
    };
  }

  /** What indicators, leads and directories read: what their asker sees, and no more. */
  get ofDerivations(): DerivingSources {
    return {
      pathOf: async (by, kind, name, on) => (await this.document(by, kind, name, on)).path,
      casesOf: (by, batch) => resultFile(this.#store, by, batch),
      data: this.#data,
    };
  }

  /** Makes a built directory a scheme that another person may put in force. @throws as `Documents.add` */
  async addDirectory(unit: Unit, { by }: Derivation, folder: string): Promise<void> {
    await this.#documents.add(unit, await builtScheme(folder, by.region), by);
  }
}
