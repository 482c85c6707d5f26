import { describe, expect, it } from 'vitest';
import {
  ALL_TERRITORIES,
  type AmendableMetadata,
  AmendmentChanges,
  MetadataTerms,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '../metadata/complete-metadata.ts';
import { amendMetadata } from './amend-metadata.ts';

const current: AmendableMetadata = {
  title: 'Slow Light',
  credits: [
    { name: 'Fermata', role: 'composer and performer (generative AI)' },
    { name: 'Ada', role: 'producer' },
    { name: 'Loop House', role: 'licensor of an audio loop' },
  ],
  metadata: releaseMetadataOf(MetadataTerms.parse({}), {
    ...{ title: 'Slow Light', style: 'lo-fi', year: 2026 },
  }),
};
const amend = (changes: AmendmentChanges, from = current): AmendableMetadata =>
  amendMetadata(from, AmendmentChanges.parse(changes));

describe('amended metadata', () => {
  it('has the named fields, and all others as before', () => {
    const { metadata, ...rest } = amend({ genre: 'Jazz', explicit: true, priceClass: 'mid' });
    expect(metadata).toEqual({
      ...current.metadata,
      ...{ genre: 'Jazz', explicit: true, priceClass: 'mid' },
    });
    expect(rest).toEqual({ title: current.title, credits: current.credits });
    expect(amend({})).toEqual(current);
  });

  it('renames a release that is named after its track, and no other', () => {
    expect(amend({ title: 'Late Rain' }).metadata.releaseTitle).toBe('Late Rain');
    const album = { ...current, metadata: { ...current.metadata, releaseTitle: 'Nights' } };
    expect(amend({ title: 'Late Rain' }, album).metadata.releaseTitle).toBe('Nights');
    expect(amend({ title: 'Late Rain', releaseTitle: 'Days' }).metadata.releaseTitle).toBe('Days');
  });

  it('fills the ℗ and © lines that are named with the new label and artists', () => {
    const changed = amend({
      label: 'Nova',
      artists: [{ name: 'Bo', role: 'main' }],
      pLine: '℗ {year} {label} for {artist}',
    });
    expect(changed.metadata).toMatchObject({
      ...{ label: 'Nova', pLine: '℗ 2026 Nova for Bo', cLine: '© 2026 Fermata' },
    });
  });

  it('replaces contributors, and leaves the credits of the AI and of licensors', () => {
    expect(amend({ contributors: [{ name: 'Cy', role: 'remixer' }] }).credits).toEqual([
      current.credits[0],
      { name: 'Cy', role: 'remixer' },
      current.credits[2],
    ]);
    expect(amend({ contributors: [] }).credits).toEqual([current.credits[0], current.credits[2]]);
  });

  it('removes territories, also from everywhere', () => {
    expect(amend({ withoutTerritories: ['DE'] }).territories).toEqual(
      ALL_TERRITORIES.filter((code) => code !== 'DE'),
    );
    const sold = { ...current, territories: ['AT', 'CH', 'DE'] };
    expect(amend({ withoutTerritories: ['DE', 'FR'] }, sold).territories).toEqual(['AT', 'CH']);
    expect(amend({ territories: ['CH', 'AT'] }, sold).territories).toEqual(['AT', 'CH']);
  });
});

it.each(['isrc', 'upc', 'cover', 'year'])('an amendment changes no %s', (field) => {
  expect(AmendmentChanges.safeParse({ [field]: 'x' }).success).toBe(false);
});
