export * from './cache-limits.ts';
export * from './money.ts';
export * from './rate-card.ts';
