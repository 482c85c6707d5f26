export * from './recall-rules.ts';
export * from './recall-state.ts';
