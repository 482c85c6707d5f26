export { decodeFlacMs, digestsMs } from './flac-ms.ts';
export { type InThreadEngine, openEngineInThread } from './in-thread-engine.ts';
export { meterMs, mp3PeakMs } from './meter-ms.ts';
