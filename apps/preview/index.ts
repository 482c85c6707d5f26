export { settingsFromEnvironment, type PreviewSettings } from './settings.ts';
export { startPreviewService, type PreviewService } from './start-preview-service.ts';
