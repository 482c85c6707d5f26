export { startPreviewService, type RunningPreviewService } from './start-preview-service.ts';
