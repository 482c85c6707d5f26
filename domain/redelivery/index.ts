export * from './attempt-authority.ts';
export * from './decide-redelivery.ts';
export * from './redelivery-authority.ts';
