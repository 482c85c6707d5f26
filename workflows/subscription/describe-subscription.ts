import type { SubscriptionActivities } from '@fermata/activities';
import { currentDetails } from '../current-details.ts';

type Plan = Awaited<ReturnType<SubscriptionActivities['planMessages']>>;

const DOING: Record<Plan['status'], string> = {
  active: 'Sends events to the subscriber',
  paused: 'Paused',
  disabled: 'Disabled: nothing has arrived for days',
  ended: 'Ended: the subscriber wants no more',
  removed: 'Removed',
};

/** Markdown for the Temporal UI. */
export const describeSubscription = ({ status, waiting }: Plan): string =>
  currentDetails(DOING[status], [
    `${waiting} ${waiting === 1 ? 'message waits' : 'messages wait'}.`,
    ...(status === 'paused' || status === 'disabled'
      ? ['Next: `fermata subscription resume ID` sends again.']
      : []),
  ]);
