export * from './left-after-failure.ts';
export * from './prepare-withdrawal.ts';
export * from './released-track.ts';
export * from './remaining-offers.ts';
export * from './takedown-authority.ts';
export * from './withdrawal-issue.ts';
export * from './withdrawn-everywhere.ts';
