import { type DeliveryState, isFinal, type Stage } from '@fermata/contracts/values';

type Released = {
  readonly stage: Stage;
  readonly releaseOutcome: string | null;
  readonly partners: readonly {
    readonly name: string;
    readonly state: DeliveryState;
    readonly partnerReference: string | null;
  }[];
};

/** Has the release come to its end? Until then it takes back by itself what it has begun. */
export const releaseEnded = ({ stage, releaseOutcome }: Released): boolean =>
  isFinal(stage) && (releaseOutcome !== null || stage === 'published');

/** What partners hold, as far as we know, of a release that has ended: on sale, or left there when taking it back failed. */
export const heldDeliveries = (track: Released): { partner: string; partnerReference: string }[] =>
  releaseEnded(track)
    ? track.partners.flatMap(({ name, state, partnerReference }) =>
        partnerReference === null || state === 'taken-down'
          ? []
          : [{ partner: name, partnerReference }],
      )
    : [];
