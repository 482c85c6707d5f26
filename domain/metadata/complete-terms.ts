import type { ProjectProfile, ReleaseTerms } from '@fermata/contracts/values';

/** The project's territories count where the terms name none. */
export const completeTerms = <Terms extends Pick<ReleaseTerms, 'territories'>>(
  terms: Terms,
  { territories }: Pick<ProjectProfile, 'territories'>,
): Terms => (terms.territories || !territories ? terms : { ...terms, territories });
