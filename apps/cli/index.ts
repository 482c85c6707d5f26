export { ApiClient } from './api/api-client.ts';
export { CommandError } from './command-error.ts';
export { EXIT } from './exit-codes.ts';
