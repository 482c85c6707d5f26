export * from './amended-fields.ts';
export * from './event-sentence.ts';
export * from './one-line.ts';
export * from './quantities.ts';
