export * from './offer-address-authority.ts';
export * from './offer-address.ts';
export * from './parse-webhook.ts';
export * from './read-webhook.ts';
export * from './route-webhook.ts';
export * from './unreadable-subject.ts';
export * from './webhook-subject.ts';
