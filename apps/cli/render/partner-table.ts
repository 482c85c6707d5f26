import type { PartnerView } from '@fermata/contracts/http';
import { table } from './table.ts';

/** The state of a release at each partner. */
export function partnerTable(partners: readonly PartnerView[]): string {
  if (partners.length === 0) return '';
  return table(
    [
      { title: 'partner' },
      { title: 'state' },
      { title: 'reference' },
      { title: 'detail', max: 120 },
    ],
    partners.map(({ name, state, partnerReference, detail }) => [
      name,
      state,
      partnerReference ?? '–',
      detail ?? '',
    ]),
  );
}
