export { ApiClient } from './api/api-client.ts';
