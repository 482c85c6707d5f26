export * from './is-budget-spent.ts';
export * from './may-ask-language-model.ts';
export * from './minor-amount.ts';
export * from './money.ts';
export * from './rate-card.ts';
