export { openPolicy } from './open-policy.ts';
export type { Policy } from './open-policy.ts';
