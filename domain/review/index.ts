export * from './decided-version.ts';
export * from './decision-result.ts';
export * from './decision-rules.ts';
export * from './describe-review.ts';
export * from './review-round.ts';
export * from './review-terms.ts';
export * from './round-subject.ts';
