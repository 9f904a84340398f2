// What the thread runs that finds what a batch is grouped or priced with: schemes and policies take a while to load.
import { answerFromThread } from '../run-in-thread.js';
import { openWork } from './batch-work.js';

await answerFromThread(openWork);
