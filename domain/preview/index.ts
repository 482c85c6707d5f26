export * from './brief-from-preview.ts';
export * from './nearness.ts';
export * from './preview.ts';
export * from './prompts.ts';
export * from './variation-issue.ts';
