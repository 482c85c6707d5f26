import { type Contributor, ContributorRole, type ReleasedVersion } from '@fermata/contracts/values';

/** Whether a credit names a person: the generative AI and the licensors of materials have roles of their own. */
export const isContributor = (credit: ReleasedVersion['credits'][number]): credit is Contributor =>
  ContributorRole.options.some((known) => known === credit.role);
