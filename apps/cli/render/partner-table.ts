import type { PartnerView, ReleasePartnerView } from '@fermata/contracts/http';
import { isOnSale } from '@fermata/domain/offer';
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
      partner.attempt === 1 ? partner.state : `${partner.state}, attempt ${partner.attempt}`,
      ...(hasVersions ? [shownVersion(partner)] : []),
      partner.partnerReference ?? '–',
      partner.detail ?? '',
    ]),
  );
}

/** The metadata that a partner shows; it shows none unless the release is on sale there. */
const shownVersion = (partner: PartnerView | ReleasePartnerView): string =>
  'metadataVersion' in partner && isOnSale(partner) ? `version ${partner.metadataVersion}` : '–';
