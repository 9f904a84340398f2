import { join } from 'node:path';
import { readPolicyFile } from '../pricing/policy-file.js';
import { weightsFolder } from '../pricing/weights-store.js';
import { SYSTEM, type Scope, type Shelf, type Store, type Unit } from '../store/index.js';
import { KIND_WORDS, today, type Document, type DocumentKind, type StoredDocument } from './document.js';
import type { CheckedUpload } from './checked-upload.js';
import { addDocument } from './change-documents.js';
import {
  documentInForce,
  documentOfId,
  listDocuments,
  schemeNamed,
  weightsOf,
  type DocumentPlace,
  type DocumentQuery,
} from './find-documents.js';
import { DocumentsError } from './errors.js';
import { placeEdition, takeAwayEdition } from './place-edition.js';
import { shippedDocuments } from './shipped-documents.js';

/** A document and where it lies in this process's data directory, to be read only. */
export interface FoundDocument extends Document {
  /** The file of a policy or budget, the folder of a scheme or of weights. */
  readonly path: string;
}

/** Names that are told to whoever names one that there is not. */
const MOST_NAMED = 20;

/** An id of a version, which no name looks like. */
const ID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/;

/** Schemes, policies, budgets and weights, uploaded or shipped, as everything that groups, prices and settles finds them. */
export class Documents {
  readonly #store: Store;
  readonly #shelf: Shelf;
  readonly #data: string;
  /** Regions whose weights a policy pays by, by the path of its file, which never changes. */
  readonly #regions = new Map<string, Promise<readonly string[]>>();

  /** @param data The data directory: schemes and weights are placed in it where the command line keeps its own. */
  constructor(store: Store, shelf: Shelf, data: string) {
    this.#store = store;
    this.#shelf = shelf;
    this.#data = data;
  }

  /**
   * Finds a version by its id, or by its name the one that is in force on a day, and places it. Not inside a unit: the embedded database
   * has one.
   *
   * @param on `YYYY-MM-DD`; today without it. A scheme goes by its identifier on every day.
   * @throws DOCUMENTS_UNKNOWN where the scope sees none; DOCUMENTS_CLASH; what placing throws
   */
  async open(scope: Scope, kind: DocumentKind, idOrName: string, on?: string): Promise<FoundDocument> {
    const found = await this.#store.unit(scope, (unit) => this.find(unit, kind, idOrName, on));
    return { ...found, path: await this.#place(found) };
  }

  /** The file of a version that was uploaded and is in force today; undefined where the scope sees none. */
  async inForce(scope: Scope, kind: DocumentKind, name: string): Promise<string | undefined> {
    const found = await this.#store.unit(scope, (unit) => documentInForce(unit, kind, name));
    return found && this.#place(found);
  }

  /** A version by its id, or what ships by its name, with its place; undefined where the scope sees none. */
  async get(scope: Scope, kinds: readonly DocumentKind[], id: string): Promise<FoundDocument | undefined> {
    const uploaded = await this.#store.unit(scope, (unit) => documentOfId(unit, kinds, id));
    const found = uploaded ?? (await this.#shipped(kinds, id));
    return found && { ...found, path: await this.#place(found) };
  }

  /** As `open`, inside a unit and without placing. @throws DOCUMENTS_UNKNOWN */
  async find(unit: Unit, kind: DocumentKind, idOrName: string, on?: string): Promise<StoredDocument> {
    const found = ID.test(idOrName)
      ? await documentOfId(unit, [kind], idOrName)
      : ((await (kind === 'scheme' ? schemeNamed(unit, idOrName) : documentInForce(unit, kind, idOrName, on))) ??
        (await this.#shipped([kind], idOrName)));
    if (found !== undefined) return found;
    const seen = await listDocuments(unit, { kinds: [kind], on: on ?? today(), limit: MOST_NAMED });
    const known = [...seen, ...(await shippedDocuments(this.#data, [kind]))].slice(0, MOST_NAMED).map(({ name }) => name);
    throw new DocumentsError('DOCUMENTS_UNKNOWN', { kind: KIND_WORDS[kind], name: idOrName, known: known.join(', ') });
  }

  /**
   * Adds a version that was checked, to be put in force by somebody else.
   *
   * @param by Who asked for it, where a job adds it on their behalf.
   * @throws DOCUMENTS_REGION_OUTSIDE, DOCUMENTS_EXISTS
   */
  async add(unit: Unit, checked: CheckedUpload, by: Scope = unit.scope): Promise<Document> {
    const { kind, name } = checked;
    // Of schemes that ship, or that the command line imported, results may stand already.
    if (kind === 'scheme' && (await this.#shipped([kind], name)) !== undefined)
      throw new DocumentsError('DOCUMENTS_EXISTS', { kind: KIND_WORDS[kind], name });
    return addDocument(unit, this.#shelf, checked, by);
  }

  /** A page of a list: what is uploaded, as far as the scope sees it, and what ships. */
  async list(scope: Scope, query: DocumentQuery): Promise<readonly StoredDocument[]> {
    const uploaded = await this.#store.unit(scope, (unit) => listDocuments(unit, query));
    const { after, region = '', limit } = query;
    const shipped = (await shippedDocuments(this.#data, query.kinds)).filter(
      (one) => one.region.startsWith(region) && (after === undefined || inOrder(after, one) < 0),
    );
    return [...uploaded, ...shipped].sort(inOrder).slice(0, limit);
  }

  async #place(document: StoredDocument): Promise<string> {
    const { kind, at, name, checksum } = document;
    if (kind === 'payment-policy') {
      const path = 'path' in at ? at.path : join(await this.#shelf.place(at.item), 'payment-policy.yaml');
      await this.#placeWeights(await this.#regionsOf(path));
      return path;
    }
    if ('path' in at) return at.path;
    if (kind !== 'scheme') return this.#shelf.place(at.item);
    const folder = join(this.#data, 'schemes', name);
    await placeEdition(() => this.#shelf.place(at.item), folder, checksum);
    return folder;
  }

  async #shipped(kinds: readonly DocumentKind[], name: string): Promise<StoredDocument | undefined> {
    return (await shippedDocuments(this.#data, kinds)).find((one) => one.name === name);
  }

  #regionsOf(path: string): Promise<readonly string[]> {
    const known = this.#regions.get(path);
    if (known !== undefined) return known;
    const read = readPolicyFile(path).then(({ policy }) => policy.documents.map(({ region }) => region));
    this.#regions.set(path, read);
    read.catch(() => this.#regions.delete(path));
    return read;
  }

  /** Weights are found by region and day in the data directory: there lie those that are in force, and no others. */
  async #placeWeights(regions: readonly string[]): Promise<void> {
    const editions = await this.#store.unit(SYSTEM, (unit) => weightsOf(unit, regions));
    for (const { at, scheme, region, ownDay, state, checksum } of editions) {
      const folder = weightsFolder(this.#data, scheme!, region, ownDay!);
      if (state === 'retired') await takeAwayEdition(folder, checksum);
      else if ('item' in at) await placeEdition(() => this.#shelf.place(at.item), folder, checksum);
    }
  }
}

/** By name, the newest version first: the order of a list. */
function inOrder(a: DocumentPlace, b: DocumentPlace): number {
  const [own, other] = [`${a.name}\0${a.kind}`, `${b.name}\0${b.kind}`];
  return own === other ? b.version - a.version : own < other ? -1 : 1;
}
