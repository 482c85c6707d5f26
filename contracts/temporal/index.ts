export * from './activity-results.ts';
export * from './admission.ts';
export * from './messages.ts';
export type * from './production-results.ts';
export type * from './release-results.ts';
export * from './track-snapshot.ts';
export * from './workflow-inputs.ts';
export * from './workflow-names.ts';
