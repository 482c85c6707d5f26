import type { PartnerView, ReleasePartnerView } from '@fermata/contracts/http';
import { table } from './table.ts';

/** The state of a release at each partner. */
export function partnerTable(partners: readonly (PartnerView | ReleasePartnerView)[]): string {
  if (partners.length === 0) return '';
  const hasVersions = partners.some((partner) => 'metadataVersion' in partner);
  return table(
    [
      { title: 'partner' },
      { title: 'state' },
      ...(hasVersions ? [{ title: 'metadata' }] : []),
      { title: 'reference' },
      { title: 'detail', max: 120 },
    ],
    partners.map((partner) => [
      partner.name,
      partner.state,
      ...(hasVersions ? [shownVersion(partner)] : []),
      partner.partnerReference ?? '–',
      partner.detail ?? '',
    ]),
  );
}

/** What is not on sale shows nothing. */
const shownVersion = (partner: PartnerView | ReleasePartnerView): string =>
  'metadataVersion' in partner && partner.state === 'live'
    ? `version ${partner.metadataVersion}`
    : '–';
