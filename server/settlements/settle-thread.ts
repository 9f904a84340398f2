// What the thread of a settlement runs: from files to a folder, so that nobody who asks the service waits for it.
import { answerFromThread } from '../run-in-thread.js';
import { settleApart } from './settle-apart.js';

await answerFromThread(settleApart);
