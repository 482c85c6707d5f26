export * from './api-client.ts';
export * from './api-error.ts';
export * from './follow-events.ts';
export * from './open-connection.ts';
export * from './sse-messages.ts';
export * from './transfer-timeout.ts';
