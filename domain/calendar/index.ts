export { formatInstant } from './format-instant.ts';
export { localDate } from './local-date.ts';
export { resolvePublishAt } from './resolve-publish-at.ts';
