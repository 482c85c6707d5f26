import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@fermata/contracts/values';
import { deriveId } from '@fermata/contracts/values';
import type { DecisionClaims } from '@fermata/contracts/values';
import { signDecision, verifyDecision } from './decision-token.ts';

const secret = '0f'.repeat(32);
const now = 1_800_000_000;
const claims: DecisionClaims = {
  decisionId: deriveId('dec', 'one'),
  projectId: 'default',
  trackId: deriveId('trk', 'one'),
  reviewId: deriveId('rev', 'one'),
  versionSha256: 'ab'.repeat(32),
  reviewer: 'act_rita',
  action: 'approve',
  expiresAt: now + 60,
};

describe('decision tokens', () => {
  it('return the signed claims', () => {
    expect(verifyDecision(signDecision(claims, secret), secret, now)).toEqual({
      valid: true,
      claims,
    });
  });

  it('are compact JWS with HS256, as any other implementation computes them', () => {
    const input = [{ alg: 'HS256', typ: 'JWT' }, claims]
      .map((part) => Buffer.from(canonicalJson(part)).toString('base64url'))
      .join('.');
    const mac = createHmac('sha256', Buffer.from(secret, 'hex')).update(input).digest('base64url');
    expect(signDecision(claims, secret)).toBe(`${input}.${mac}`);
  });

  it('are refused when any character is changed', () => {
    const token = signDecision(claims, secret);
    for (let index = 0; index < token.length; index++) {
      const changed =
        token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1);
      expect(verifyDecision(changed, secret, now), `character ${index}`).toMatchObject({
        valid: false,
        reason: 'bad-token',
      });
    }
  });

  it('are refused with another secret, another verdict under the same mac, or a malformed token', () => {
    const token = signDecision(claims, secret);
    const [header = '', , mac = ''] = token.split('.');
    const encode = (value: object): string =>
      Buffer.from(canonicalJson(value)).toString('base64url');
    const forged = `${header}.${encode({ ...claims, action: 'reject' })}.${mac}`;
    expect(verifyDecision(token, 'ee'.repeat(32), now)).toMatchObject({ reason: 'bad-token' });
    expect(verifyDecision(forged, secret, now)).toMatchObject({ reason: 'bad-token' });
    for (const invalid of [
      '',
      '.',
      'a.b',
      token.replace('.', ''),
      `${token}.x`,
      `${token}=`,
      'é'.repeat(60),
    ]) {
      expect(verifyDecision(invalid, secret, now), invalid).toMatchObject({ reason: 'bad-token' });
    }
  });

  it('are refused with another header, even if it is signed with the secret', () => {
    const [, payload = ''] = signDecision(claims, secret).split('.');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    const mac = createHmac('sha256', Buffer.from(secret, 'hex'))
      .update(`${header}.${payload}`)
      .digest('base64url');
    expect(verifyDecision(`${header}.${payload}.${mac}`, secret, now)).toMatchObject({
      reason: 'bad-token',
    });
  });

  it('are late from the second of their expiry, and still name their reviewer', () => {
    const token = signDecision(claims, secret);
    expect(verifyDecision(token, secret, claims.expiresAt - 1)).toMatchObject({ valid: true });
    expect(verifyDecision(token, secret, claims.expiresAt)).toMatchObject({
      valid: false,
      reason: 'late',
      claims: { reviewer: 'act_rita' },
    });
  });

  it('need a secret of at least 32 bytes', () => {
    expect(() => signDecision(claims, 'ab'.repeat(31))).toThrow('32 to 128 bytes');
    expect(() => signDecision(claims, 'not hex')).toThrow('32 to 128 bytes');
  });
});
