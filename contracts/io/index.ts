export * from './is-connect-failure.ts';
export * from './read-bounded.ts';
export * from './retry.ts';
