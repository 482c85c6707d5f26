export * from './allowed-actions.ts';
export * from './track-lifecycle.ts';
