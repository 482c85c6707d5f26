export { startPreviewService, type PreviewService } from './start-preview-service.ts';
