export * from './cover-licence.ts';
export * from './credits-and-disclosure.ts';
export * from './licence-conflict.ts';
export * from './material-rights.ts';
export * from './named-people.ts';
