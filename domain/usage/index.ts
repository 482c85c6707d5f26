export * from './assign-recordings.ts';
export * from './usage-progress.ts';
export * from './usage-webhooks.ts';
