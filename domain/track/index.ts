export * from './allowed-actions.ts';
export * from './best-rated.ts';
export * from './command-issue.ts';
export * from './hard-finding-reasons.ts';
export * from './matching-gains.ts';
export * from './omitted-alternates.ts';
export { awaitsPick, isPickable, pickIssue } from './pick-issue.ts';
export * from './role-issue.ts';
export * from './track-lifecycle.ts';
