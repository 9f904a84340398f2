// What a worker thread runs that prices. It opens no file: bytes come in shared memory, and results go out in it.
import { workerData } from 'piscina';
import { answerTask } from './answer-task.js';
import { ChunkPricer, type PriceChunkSetup } from './chunk-pricer.js';
import type { ChunkAnswer, ChunkTask } from './chunk-task.js';
import type { PriceCounts } from '../pricing/price-counts.js';

const pricer = await ChunkPricer.open(workerData as PriceChunkSetup);

export default function priceChunk(task: ChunkTask): ChunkAnswer<PriceCounts> {
  return answerTask(pricer, task);
}
