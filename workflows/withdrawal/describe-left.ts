import type { WithdrawalWorkflowInput } from '@fermata/contracts/temporal';

/** A partner that a withdrawal asks no more although it may have the release. */
export type LeftPartner = NonNullable<WithdrawalWorkflowInput['left']>[number];

const SENTENCES: Readonly<Record<LeftPartner['end'], (partners: string) => string>> = {
  failed: (partners) => `the takedown at ${partners} has failed`,
  redelivered: (partners) => `a redelivery to ${partners} was requested`,
  superseded: (partners) => `a later withdrawal takes it down at ${partners}`,
};

/** Why the partners are asked no more, with the partners of each reason. */
export const describeLeft = (left: readonly LeftPartner[]): string =>
  (['failed', 'redelivered', 'superseded'] as const)
    .map((end) => ({ end, at: left.filter((each) => each.end === end) }))
    .filter(({ at }) => at.length > 0)
    .map(({ end, at }) => SENTENCES[end](at.map(({ partner }) => partner).join(', ')))
    .join('; ');
