export * from './admission-queue.ts';
export * from './start-pacer.ts';
