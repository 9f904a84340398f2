// What the thread of an upload runs: file to file, so that nobody who asks the service waits for it.
import { answerFromThread } from '../run-in-thread.js';
import { admitFile } from './admit-file.js';

await answerFromThread(admitFile);
