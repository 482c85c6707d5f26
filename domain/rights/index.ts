export * from './credits-and-disclosure.ts';
export * from './material-rights.ts';
