import { expect, test } from 'vitest';
import { findPartner, type PartnerSource } from './find-partner.ts';

const source: PartnerSource = {
  partners: { sandbox: { kind: 'http-v1', url: 'http://127.0.0.1:9', apiKey: 'key' } },
  managedPartners: { findByName: () => Promise.resolve(null) },
  pauses: {
    find: (projectId) =>
      Promise.resolve({ status: projectId === 'atlas' ? 'paused' : 'active', resumedAt: null }),
  },
  secrets: { open: (sealed) => sealed },
  partnerHosts: [],
};
const statusFor = async (projectId?: string) =>
  (await findPartner(source, 'sandbox', projectId))?.pause.status;

test('a configured partner is paused for the project that has paused it, and for no other', async () => {
  expect(await statusFor('atlas')).toBe('paused');
  expect(await statusFor('default')).toBe('active');
});

test('an answer to a configured partner, which is for no project, waits for no pause', async () => {
  expect(await statusFor()).toBe('active');
});
