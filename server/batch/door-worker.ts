// What a worker thread runs at the door. It opens no file: bytes come in shared memory, and rows for the database go out in it.
import { workerData } from 'piscina';
import { answerTask } from './answer-task.js';
import type { ChunkAnswer, ChunkTask } from './chunk-task.js';
import { DoorChunks, type DoorSetup } from './door-chunks.js';
import type { DoorCounts } from './door-writer.js';

const door = new DoorChunks(workerData as DoorSetup);

export default function passChunk(task: ChunkTask): ChunkAnswer<DoorCounts> {
  return answerTask(door, task);
}
