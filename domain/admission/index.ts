export * from './admission-queue.ts';
