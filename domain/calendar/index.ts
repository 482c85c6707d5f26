export { formatInstant } from './format-instant.ts';
export { resolvePublishAt } from './resolve-publish-at.ts';
