export * from './complete-metadata.ts';
export * from './complete-terms.ts';
export * from './identifier-range.ts';
export * from './is-contributor.ts';
export * from './range-capacity.ts';
export * from './release-year.ts';
export * from './upc-for-partner.ts';
