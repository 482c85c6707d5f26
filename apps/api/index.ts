export { readConfig, type ApiConfig } from './config.ts';
export { startApi, type Api } from './start-api.ts';
