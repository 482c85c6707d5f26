export { settingsFromEnvironment } from './settings.ts';
export type { SandboxSettings } from './settings.ts';
export { startPartnerSandbox } from './startPartnerSandbox.ts';
export type { PartnerSandbox } from './startPartnerSandbox.ts';
