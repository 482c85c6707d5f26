export * from './recall-rules.ts';
