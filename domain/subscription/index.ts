export * from './after-attempt.ts';
export * from './public-address.ts';
export * from './target-issue.ts';
