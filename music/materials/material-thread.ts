import { parentPort, workerData } from 'node:worker_threads';
import { MaterialFile, type MaterialReading } from './material-reading.ts';
import { readMaterial } from './read-material.ts';

// The program of a MaterialReader's thread: reads one file and hands its bytes back.
const reading = await readMaterial(MaterialFile.parse(workerData));
parentPort?.postMessage(reading, buffersOf(reading));

function buffersOf(done: MaterialReading): ArrayBuffer[] {
  if (done.kind === 'refused') return [];
  const views = [done.bytes, ...(done.kind === 'loop' && done.plain ? [done.plain] : [])];
  const buffers = views.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
  return [...new Set(buffers)];
}
