import { createHash, randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Documents } from '../documents/index.js';
import { personKeySecret } from '../open-cases.js';
import { runInThread } from '../run-in-thread.js';
import type { Scope } from '../store/index.js';
import type { BatchWish } from './batch-wish.js';
import type { AdmittedFile, FileToAdmit } from './admit-file.js';
import { placeNamed } from './named-documents.js';
import { orNoRoom } from './no-room.js';
import type { WorkFolder, WorkPlace } from '../work-folder.js';

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

/** A file that came through the door and waits for its place in the database. */
export interface ReceivedUpload extends AdmittedFile, Pick<Sent, 'name' | 'wish' | 'again' | 'scope' | 'signal'> {
  /** Identifier of the batch that it becomes. */
  readonly batch: string;
  readonly sha256: string;
  /** The version of the policy, of pricing. */
  readonly policyId: string | undefined;
  /** Of the file with everything that its results hang on, and whose it is. */
  readonly askedSha256: string;
  /** Path of the rows of the table of cases. */
  readonly rows: string;
  readonly place: WorkPlace;
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
 * Takes a file in and through the door. Whoever is handed what came of it removes its place.
 *
 * @throws BATCHES_FOREIGN_CASES, BATCHES_NO_ROOM, and as the sender's bytes, `placeNamed` and `admitFile`
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
    const sha256 = await layDown(bytes, path);
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
    const file: FileToAdmit = { wish, data, policyPath: policy?.path, door };
    const admitted = await runInThread<FileToAdmit, AdmittedFile>('batches/door-thread.js', file, signal);
    const askedSha256 = askedHash(sent, sha256, admitted.edition);
    return { ...admitted, policyId: policy?.id, name, wish, again, scope, signal, batch, sha256, askedSha256, rows, place };
  } catch (error) {
    await place.remove();
    throw orNoRoom(error);
  }
}

async function layDown(bytes: AsyncIterable<Uint8Array>, path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of bytes) {
      hash.update(piece);
      await file.writeFile(piece);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

function askedHash({ scope: { region, institution }, wish }: Sent, sha256: string, edition: string): string {
  return createHash('sha256')
    .update(JSON.stringify([region, institution, sha256, edition, wish]))
    .digest('hex');
}
