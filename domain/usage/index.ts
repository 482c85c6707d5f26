export * from './assign-recordings.ts';
export * from './sales-progress.ts';
export * from './usage-webhooks.ts';
