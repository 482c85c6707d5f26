export * from './money.ts';
export * from './rate-card.ts';
