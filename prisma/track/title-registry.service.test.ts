import { expect, test } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';

const track = (name: string): string => deriveId('trk', name);

test('tracks that are finished at the same time have different titles', async () => {
  const { catalogue } = await freshCatalogue();
  const reserved = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      catalogue.titles.reserve('default', track(`${index}`), ['Quiet Light', 'Soft Light']),
    ),
  );
  expect(new Set(reserved).size).toBe(6);
  expect(reserved).toEqual(expect.arrayContaining(['Quiet Light', 'Soft Light', 'Quiet Light 2']));
});

test('a track keeps its title, and another project may have the same', async () => {
  const { catalogue } = await freshCatalogue();
  const { titles } = catalogue;
  expect(await titles.reserve('default', track('a'), ['Brume', 'Adieu'])).toBe('Brume');
  expect(await titles.reserve('default', track('b'), ['BRUMÉ', 'Adieu'])).toBe('Adieu');
  expect(await titles.reserve('default', track('a'), ['Brume', 'Adieu'])).toBe('Brume');
  expect(await titles.reserve('other', track('c'), ['Brume'])).toBe('Brume');
});
