export * from './allowed-actions.ts';
export * from './commands.ts';
export * from './track-lifecycle.ts';
