/** Single servers, for tests that need no more of the house. */
export { startPostgres, type RunningPostgres } from './start-postgres.ts';
export { startS3, type RunningS3 } from './start-s3.ts';
export { startTemporal, type RunningTemporal } from './start-temporal.ts';
