import { expect, it } from 'vitest';
import { ProjectProfile } from '@fermata/contracts/values';
import { upcRange } from './identifier-range.ts';
import { upcForPartner } from './upc-for-partner.ts';

const partner = 'big-shop';
const profile = ProjectProfile.parse({
  upc: { prefix: '860012345', digits: 12, from: 0, to: 99 },
});
const range = upcRange(profile, partner);
const TEST_UPC = upcRange(ProjectProfile.parse({}), 'sandbox')?.codeOf(1) ?? '';

it('is the assigned code', () => {
  expect(upcForPartner({ upc: '036000291452', range, partner })).toBe('036000291452');
  expect(upcForPartner({ upc: TEST_UPC, range: null, partner: 'sandbox' })).toBe(TEST_UPC);
});

it('stands for the code to come while none is assigned, or only a test code that a real partner never gets', () => {
  expect(upcForPartner({ upc: null, range, partner })).toBe('860012345007');
  expect(upcForPartner({ upc: TEST_UPC, range, partner })).toBe('860012345007');
});

it('is none without a range', () => {
  expect(upcForPartner({ upc: null, range: null, partner })).toBeNull();
  expect(upcForPartner({ upc: TEST_UPC, range: null, partner })).toBeNull();
});
