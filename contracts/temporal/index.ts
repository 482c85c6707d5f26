export * from './messages.ts';
export * from './workflow-inputs.ts';
export * from './workflow-names.ts';
