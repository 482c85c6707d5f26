export * from './ended-stream-issue.ts';
