export * from './allowed-actions.ts';
export * from './commands.ts';
export { isPickable, pickIssue } from './pick-issue.ts';
export * from './track-lifecycle.ts';
