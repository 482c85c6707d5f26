import { Worker } from 'node:worker_threads';
import { MaterialError } from './material-error.ts';
import { type MaterialFile, MaterialReading } from './material-reading.ts';
import { readMaterial } from './read-material.ts';

/** Smaller music is read in less time than a thread takes to start. A picture of few bytes may have many pixels. */
const MIN_THREAD_BYTES = 32 * 1024;
const TIMEOUT_MS = 20_000;
const MAX_HEAP_MB = 256;
/** Sources run as TypeScript, builds as JavaScript. */
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const PROGRAM = new URL(`./material-thread.${EXTENSION}`, import.meta.url);

type Reading<K extends MaterialReading['kind']> = Extract<MaterialReading, { kind: K }>;

/**
 * Reads uploaded files: small ones at once, others in a thread, so that the calling thread can go on. One thread at a
 * time, as each file may have 32 MB and others need the cores. The reading takes over the bytes and hands them back.
 */
export class MaterialReader {
  #last: Promise<unknown> = Promise.resolve();

  /** See readLoop. Throws MaterialError. */
  readLoop(bytes: Uint8Array, bars: number | undefined): Promise<Reading<'loop'>> {
    return this.#read('loop', { format: 'wav', bytes, bars });
  }

  /** See readMidiMotif. Throws MaterialError. */
  readMidi(bytes: Uint8Array, bars: number | undefined): Promise<Reading<'motif'>> {
    return this.#read('motif', { format: 'midi', bytes, bars });
  }

  /** See readCover. Throws MaterialError. */
  readCover(bytes: Uint8Array): Promise<Reading<'cover'>> {
    return this.#read('cover', { format: 'image', bytes, bars: undefined });
  }

  async #read<K extends MaterialReading['kind']>(kind: K, file: MaterialFile): Promise<Reading<K>> {
    if (file.format !== 'image' && file.bytes.length < MIN_THREAD_BYTES)
      return ofKind(kind, await readMaterial(file));
    const reading = this.#last.then(() => readInThread(file));
    this.#last = reading.catch(() => undefined);
    return ofKind(kind, await reading);
  }
}

function ofKind<K extends MaterialReading['kind']>(kind: K, reading: MaterialReading): Reading<K> {
  if (reading.kind === 'refused') throw new MaterialError(reading.reason);
  if (!isOfKind(kind, reading)) throw new Error(`the thread has read a ${reading.kind}`);
  return reading;
}

const isOfKind = <K extends MaterialReading['kind']>(
  kind: K,
  reading: MaterialReading,
): reading is Reading<K> => reading.kind === kind;

const asMaterialError = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new MaterialError(`the file takes more than ${MAX_HEAP_MB} MB of memory to read`, {
        cause: error,
      })
    : error;

async function readInThread(file: MaterialFile): Promise<MaterialReading> {
  const { buffer } = file.bytes;
  const worker = new Worker(PROGRAM, {
    name: 'fermata-material',
    workerData: file,
    ...(buffer instanceof ArrayBuffer ? { transferList: [buffer] } : {}),
    env: {},
    execArgv: EXTENSION === 'ts' ? ['--conditions=source', '--no-warnings'] : [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  worker.once('message', resolve).once('error', (error) => reject(asMaterialError(error)));
  worker.once('exit', () => reject(new Error('the thread ended without a reading')));
  const timer = setTimeout(
    () => reject(new MaterialError('the file takes too long to read')),
    TIMEOUT_MS,
  );
  try {
    return MaterialReading.parse(await promise);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
