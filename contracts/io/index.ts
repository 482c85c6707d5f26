export * from './read-bounded.ts';
export * from './retry.ts';
