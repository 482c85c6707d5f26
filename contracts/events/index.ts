export * from './async-api.ts';
export * from './cloud-event.ts';
export * from './event-schemas.ts';
export * from './event.ts';
