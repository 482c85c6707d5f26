export * from './after-attempt.ts';
export * from './after-failure.ts';
