import { createHash, randomUUID, type Hash } from 'node:crypto';
import type { Documents } from '../documents/index.js';
import { asTheSystemSays, layDown } from '../lay-down.js';
import { personKeySecret } from '../open-cases.js';
import type { Scope } from '../store/index.js';
import type { BatchWish } from './batch-wish.js';
import { PassingFile } from './passing-file.js';
import { placeNamed } from './named-documents.js';
import { orNoRoom } from './no-room.js';
import type { WorkFolder } from '../work-folder.js';

/** A file of cases that somebody sends. */
export interface Sent {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Its name, without a path. */
  readonly name: string;
  readonly wish: BatchWish;
  /** Whether it may have been uploaded before. */
  readonly again: boolean;
  readonly scope: Scope;
  /** Ends when the sender goes away. */
  readonly signal: AbortSignal;
}

/** A file that came in, and is on its way through the door into the database. */
export interface ReceivedUpload extends Pick<Sent, 'name' | 'wish' | 'again' | 'scope' | 'signal'> {
  /** Identifier of the batch that it becomes. */
  readonly batch: string;
  readonly sha256: string;
  /** The version of the policy, of pricing. */
  readonly policyId: string | undefined;
  /** Of the file with everything that its results hang on, and whose it is. */
  readonly askedSha256: string;
  readonly file: PassingFile;
  /** Ends what is still under way, and removes what lies on the disk. */
  close(): Promise<void>;
}

/** What receiving uploads takes. */
export interface ReceivingParts {
  readonly folder: WorkFolder;
  readonly documents: Pick<Documents, 'open'>;
  readonly data: string;
  /** Threads that a file may take. */
  readonly threads: number;
  /** Of a file that is cut by its bytes: the results do not depend on it. Unit: bytes. */
  readonly chunkSize?: number | undefined;
}

/**
 * Takes a file in and opens it at the door. Whoever is handed what came of it closes it.
 *
 * @throws BATCHES_NO_ROOM, and as the sender's bytes, `placeNamed` and `admitFile`
 */
export async function receiveUpload(
  sent: Sent,
  { folder, documents, data, threads, chunkSize }: ReceivingParts,
): Promise<ReceivedUpload> {
  const { bytes, name, wish, again, scope, signal } = sent;
  // What is not there is said before the file is waited for.
  const policy = await placeNamed(documents, scope, wish);
  const place = await folder.open();
  try {
    const path = place.path('sent');
    const rows = place.path('rows');
    const hash = createHash('sha256');
    await layDown(path, hashed(bytes, hash), asTheSystemSays);
    const sha256 = hash.digest('hex');
    const batch = randomUUID();
    const door = {
      path,
      name,
      personKeySecret: personKeySecret(),
      batch,
      own: scope.institution,
      rows,
      threads,
      chunkSize,
    };
    const file = await PassingFile.start({ wish, data, policyPath: policy?.path, door }, signal);
    const askedSha256 = askedHash(sent, sha256, file.admitted.edition);
    const close = async () => {
      // It writes no more when its folder is taken away.
      await file.stop();
      await place.remove();
    };
    return { name, wish, again, scope, signal, batch, sha256, policyId: policy?.id, askedSha256, file, close };
  } catch (error) {
    await place.remove();
    throw orNoRoom(error);
  }
}

/** Hashes bytes as they pass. */
async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

function askedHash({ scope: { region, institution }, wish }: Sent, sha256: string, edition: string): string {
  return createHash('sha256')
    .update(JSON.stringify([region, institution, sha256, edition, wish]))
    .digest('hex');
}
