export * from './delisted-state.ts';
export * from './is-shown-gone.ts';
export * from './may-end-sale.ts';
export * from './offer-so-far.ts';
export * from './offer-state.ts';
export * from './offer-step.ts';
export * from './partner-answers.ts';
