export * from './review-round.ts';
