export { type InThreadEngine, openInThread } from './in-thread-engine.ts';
export { flacMs, meterMs, mp3Ms, readMade } from './library-calls.ts';
