export { createPolicyActivities } from './create-policy-activities.ts';
