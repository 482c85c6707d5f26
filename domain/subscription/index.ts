export * from './after-attempt.ts';
