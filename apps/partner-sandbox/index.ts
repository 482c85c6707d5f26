export { settingsFromEnvironment } from './settings.ts';
export type { SandboxSettings } from './settings.ts';
export { startPartnerSandbox } from './start-partner-sandbox.ts';
export type { PartnerSandbox } from './start-partner-sandbox.ts';
