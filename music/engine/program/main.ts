import { parentPort } from 'node:worker_threads';
import { type Answer, type Job, PROTOCOL, type StepName } from './protocol.ts';
import { stepHandlers } from './steps.ts';

/** The engine program in its worker thread: one job at a time, received as messages. */
const port = parentPort;
if (!port)
  throw new Error('the engine runs in a worker thread: start it with openEngine of @fermata/music');

const postAnswer = (message: Answer, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

async function runJob<Name extends StepName>(job: Job<Name>): Promise<void> {
  const { id } = job;
  try {
    const protocol: number = job.protocol;
    if (protocol !== PROTOCOL)
      throw new RangeError(`this engine implements protocol ${PROTOCOL}, the host ${protocol}`);
    const output = await stepHandlers[job.step](job.input, (fraction, what) =>
      postAnswer({ id, kind: 'progress', fraction, what }),
    );
    postAnswer({ id, kind: 'done', output }, Object.values(output).flatMap(transferableBuffer));
  } catch (error) {
    postAnswer({
      id,
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

/** The buffer of a result that is no longer needed here, to transfer it without a copy. */
const transferableBuffer = (value: unknown): ArrayBuffer[] =>
  ArrayBuffer.isView(value) &&
  value.buffer instanceof ArrayBuffer &&
  value.buffer.byteLength === value.byteLength
    ? [value.buffer]
    : [];

port.on('message', (job: Job) => void runJob(job));
