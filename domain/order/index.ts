export * from './order-answers.ts';
export * from './order-refusal.ts';
export * from './order-wait.ts';
