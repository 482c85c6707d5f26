export { type InThreadEngine, openInThread } from './in-thread-engine.ts';
export { meterMs } from './meter-ms.ts';
