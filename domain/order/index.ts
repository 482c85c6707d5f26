export * from './order-answers.ts';
export * from './order-refusal.ts';
