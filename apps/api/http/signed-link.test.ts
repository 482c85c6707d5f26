import { describe, expect, it } from 'vitest';
import { createSignedLinkQuery, verifySignedLink } from './signed-link.ts';

describe('a signed link', () => {
  const secret = 'ab'.repeat(32);
  const purpose = 'preview-audio';
  const link = (id: string) => {
    const query = new URLSearchParams(
      createSignedLinkQuery(secret, { purpose, projectId: 'default', id, until: 1000 }),
    );
    return {
      project: query.get('project') ?? '',
      until: Number(query.get('until')),
      signature: query.get('signature') ?? '',
    };
  };
  it('is valid for its id, project, purpose and time only', () => {
    expect(verifySignedLink(secret, { purpose, id: 'prv_1' }, link('prv_1'), 1000)).toBe(true);
    expect(verifySignedLink(secret, { purpose, id: 'prv_1' }, link('prv_1'), 1001)).toBe(false);
    expect(verifySignedLink(secret, { purpose, id: 'prv_2' }, link('prv_1'), 1)).toBe(false);
    expect(
      verifySignedLink(secret, { purpose, id: 'prv_1' }, { ...link('prv_1'), project: 'other' }, 1),
    ).toBe(false);
    expect(
      verifySignedLink(secret, { purpose, id: 'prv_1' }, { ...link('prv_1'), until: 2000 }, 1),
    ).toBe(false);
    expect(verifySignedLink(secret, { purpose: 'other', id: 'prv_1' }, link('prv_1'), 1)).toBe(
      false,
    );
    expect(verifySignedLink('cd'.repeat(32), { purpose, id: 'prv_1' }, link('prv_1'), 1)).toBe(
      false,
    );
    expect(
      verifySignedLink(secret, { purpose, id: 'prv_1' }, { ...link('prv_1'), signature: '' }, 1),
    ).toBe(false);
  });
});
