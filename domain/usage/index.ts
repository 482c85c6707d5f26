export * from './assign-recordings.ts';
