import { LRUCache } from 'lru-cache';
import type { DocumentKind, Documents, FoundDocument } from '../documents/index.js';
import type { Scope } from '../store/index.js';

/** How long a document is taken for the one that a caller sees under a name. Unit: milliseconds. */
const LOOKED_FOR = 5_000;
/** Names and callers that are remembered. */
const MOST = 10_000;

interface Asked {
  readonly scope: Scope;
  readonly kind: DocumentKind;
  readonly name: string;
}

/** Documents as requests name them: what another process put in force or retired is noticed within seconds. */
export class FoundDocuments {
  readonly #found: LRUCache<string, FoundDocument, Asked>;

  constructor(documents: Documents) {
    this.#found = new LRUCache({
      max: MOST,
      ttl: LOOKED_FOR,
      fetchMethod: (_key, _stale, { context: { scope, kind, name } }) => documents.open(scope, kind, name),
    });
  }

  /** @throws as `Documents.open`: a fault is not kept */
  async open(scope: Scope, kind: DocumentKind, name: string): Promise<FoundDocument> {
    return (await this.#found.fetch(`${scope.keyId}\n${kind}\n${name}`, { context: { scope, kind, name } }))!;
  }
}
