export * from './offer-address-authority.ts';
export * from './parse-webhook.ts';
export * from './route-webhook.ts';
export * from './webhook-subject.ts';
