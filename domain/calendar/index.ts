export { resolvePublishAt } from './resolve-publish-at.ts';
