import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Linear } from '../../nlu/model/learn/wide';
import { learnPart, type Lesson } from '../../nlu/model/train';

/** What a thread gets. */
interface Task {
  lesson: Pick<Lesson, 'packed' | 'topics'>;
  part: number;
}

/** Learns one part of a model in a thread of its own: the parts keep all cores busy. */
export const learnInThread = ({ packed, topics }: Lesson, part: number): Promise<Linear> =>
  new Promise((resolve, reject) => {
    const task: Task = { lesson: { packed, topics }, part };
    const worker = new Worker(path.join(__dirname, 'learnInThread.js'), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

if (!isMainThread && parentPort) {
  const { lesson, part } = workerData as Task;
  const learnt = learnPart(lesson, part);
  parentPort.postMessage(learnt, [learnt.table.buffer as ArrayBuffer, learnt.biases.buffer as ArrayBuffer]);
}
