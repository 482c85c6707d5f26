export * from './brief-from-preview.ts';
export * from './nearness.ts';
export * from './prompts.ts';
