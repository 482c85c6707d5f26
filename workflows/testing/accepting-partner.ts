import type { AllActivities } from './scripted-activities.ts';

/** A partner that has accepted the release when it is asked. */
export const ACCEPTING_PARTNER: Partial<AllActivities> = {
  askPartner: ({ partnerReference }) =>
    Promise.resolve({ partnerReference, state: 'accepted', detail: null }),
};
