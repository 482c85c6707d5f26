/** Single servers, for tests that do not need the whole stack. */
export { startPostgres, type RunningPostgres } from './start-postgres.ts';
export { startS3, type RunningS3 } from './start-s3.ts';
export { startTemporal, type RunningTemporal } from './start-temporal.ts';
