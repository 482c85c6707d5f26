export * from './cache-limits.ts';
export * from './rate-card.ts';
