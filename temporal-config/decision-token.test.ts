import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalSha256, deriveId } from '@fermata/contracts/values';
import type { DecisionClaims } from '@fermata/contracts/values';
import { signDecision, verifyDecision } from './decision-token.ts';

const secret = '0f'.repeat(32);
const now = 1_800_000_000;
const content = { note: 'slower' };
const signed = {
  decisionId: deriveId('dec', 'one'),
  projectId: 'default',
  trackId: deriveId('trk', 'one'),
  reviewId: deriveId('rev', 'one'),
  versionSha256: 'ab'.repeat(32),
  reviewer: 'act_rita',
  action: 'approve',
  expiresAt: now + 60,
} as const;
const claims: DecisionClaims = { ...signed, contentSha256: canonicalSha256(content) };

describe('decision tokens', () => {
  it('return the signed claims', () => {
    expect(verifyDecision(signDecision(signed, content, secret), content, secret, now)).toEqual({
      valid: true,
      claims,
    });
  });

  it('prove nothing beside another note or other edits', () => {
    const token = signDecision(signed, content, secret);
    for (const other of [
      {},
      { note: 'louder' },
      { ...content, edits: [{ op: 'remake', part: 'drums' }] },
    ])
      expect(verifyDecision(token, other, secret, now)).toEqual({
        valid: false,
        reason: 'bad-token',
        detail: 'the token was signed for another note or other edits',
      });
  });

  it('are compact JWS with HS256, as any other implementation computes them', () => {
    const input = [{ alg: 'HS256', typ: 'JWT' }, claims]
      .map((part) => Buffer.from(canonicalJson(part)).toString('base64url'))
      .join('.');
    const mac = createHmac('sha256', Buffer.from(secret, 'hex')).update(input).digest('base64url');
    expect(signDecision(signed, content, secret)).toBe(`${input}.${mac}`);
  });

  it('are refused when any character is changed', () => {
    const token = signDecision(signed, content, secret);
    for (let index = 0; index < token.length; index++) {
      const changed =
        token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1);
      expect(verifyDecision(changed, content, secret, now), `character ${index}`).toMatchObject({
        valid: false,
        reason: 'bad-token',
      });
    }
  });

  it('are refused with another secret, another verdict under the same mac, or a malformed token', () => {
    const token = signDecision(signed, content, secret);
    const [header = '', , mac = ''] = token.split('.');
    const encode = (value: object): string =>
      Buffer.from(canonicalJson(value)).toString('base64url');
    const forged = `${header}.${encode({ ...claims, action: 'reject' })}.${mac}`;
    expect(verifyDecision(token, content, 'ee'.repeat(32), now)).toMatchObject({
      reason: 'bad-token',
    });
    expect(verifyDecision(forged, content, secret, now)).toMatchObject({ reason: 'bad-token' });
    for (const invalid of [
      '',
      '.',
      'a.b',
      token.replace('.', ''),
      `${token}.x`,
      `${token}=`,
      'é'.repeat(60),
    ]) {
      expect(verifyDecision(invalid, content, secret, now), invalid).toMatchObject({
        reason: 'bad-token',
      });
    }
  });

  it('are refused with another header, even if it is signed with the secret', () => {
    const [, payload = ''] = signDecision(signed, content, secret).split('.');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    const mac = createHmac('sha256', Buffer.from(secret, 'hex'))
      .update(`${header}.${payload}`)
      .digest('base64url');
    expect(verifyDecision(`${header}.${payload}.${mac}`, content, secret, now)).toMatchObject({
      reason: 'bad-token',
    });
  });

  it('are late from the second of their expiry, and still name their reviewer', () => {
    const token = signDecision(signed, content, secret);
    expect(verifyDecision(token, content, secret, claims.expiresAt - 1)).toMatchObject({
      valid: true,
    });
    expect(verifyDecision(token, content, secret, claims.expiresAt)).toMatchObject({
      valid: false,
      reason: 'late',
      claims: { reviewer: 'act_rita' },
    });
  });

  it('need a secret of at least 32 bytes', () => {
    expect(() => signDecision(signed, content, 'ab'.repeat(31))).toThrow('32 to 128 bytes');
    expect(() => signDecision(signed, content, 'not hex')).toThrow('32 to 128 bytes');
  });
});
