import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { verifyWebhook as verify } from './verify-webhook.ts';
import { webhookKey } from './webhook-keys.ts';

const key = Buffer.alloc(32, 7);
const secret = `whsec_${key.toString('base64')}`;
const now = 1_800_000_000;
const body = Buffer.from('{"type":"takedown.confirmed","data":{"reference":"prt_1"}}');
// Signed by the standard's own library, which the code does not use.
const sign = (id: string, timestamp: number, bytes: Buffer, by = key) =>
  new Webhook(by.toString('base64')).sign(id, new Date(timestamp * 1000), bytes);
const headers = (rest: { id?: string; timestamp?: number; signature?: string } = {}) => {
  const { id = 'msg_1', timestamp = now } = rest;
  return {
    id,
    timestamp: String(timestamp),
    signature: rest.signature ?? sign(id, timestamp, body),
  };
};

const verifyWebhook = (secrets: string[], ...rest: DropFirst<Parameters<typeof verify>>) =>
  verify(secrets.map(webhookKey), ...rest);
type DropFirst<List extends unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never;

describe('verifyWebhook', () => {
  it('accepts a message that the partner signed', () => {
    expect(verifyWebhook([secret], headers(), body, now)).toEqual({ ok: true, webhookId: 'msg_1' });
  });

  it('accepts any one of several signatures, so that a secret can be rotated', () => {
    expect(
      verifyWebhook(
        [secret],
        headers({
          signature: `${sign('msg_1', now, body, Buffer.alloc(32, 9))} ${sign('msg_1', now, body)}`,
        }),
        body,
        now,
      ),
    ).toMatchObject({ ok: true });
  });

  it('accepts either of two secrets during rotation', () => {
    const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    for (const secrets of [
      [secret, other],
      [other, secret],
    ])
      expect(verifyWebhook(secrets, headers(), body, now)).toMatchObject({ ok: true });
    expect(verifyWebhook([other], headers(), body, now)).toMatchObject({ failure: 'forged' });
    expect(verifyWebhook([], headers(), body, now)).toMatchObject({ failure: 'forged' });
  });

  it('refuses a changed body, id, time or signature as forged', () => {
    const good = headers();
    expect(
      verifyWebhook([secret], good, Buffer.concat([body, Buffer.from(' ')]), now),
    ).toMatchObject({ failure: 'forged' });
    expect(verifyWebhook([secret], { ...good, id: 'msg_2' }, body, now)).toMatchObject({
      failure: 'forged',
    });
    expect(
      verifyWebhook([secret], { ...good, timestamp: String(now + 1) }, body, now),
    ).toMatchObject({ failure: 'forged' });
    expect(
      verifyWebhook(
        [secret],
        headers({ signature: sign('msg_1', now, body, Buffer.alloc(32, 8)) }),
        body,
        now,
      ),
    ).toMatchObject({ failure: 'forged' });
    for (const missing of ['id', 'timestamp', 'signature'] as const)
      expect(
        verifyWebhook([secret], { ...good, [missing]: undefined }, body, now),
        missing,
      ).toMatchObject({ failure: 'forged' });
  });

  it('refuses a message more than 300 seconds old or early', () => {
    for (const [difference, ok] of [
      [300, true],
      [301, false],
      [-300, true],
      [-301, false],
    ] as const) {
      expect(
        verifyWebhook([secret], headers({ timestamp: now + difference }), body, now),
        String(difference),
      ).toMatchObject(ok ? { ok } : { ok, failure: 'stale' });
    }
  });

  it('never throws and never accepts with arbitrary headers', () => {
    const good = headers();
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.string({ maxLength: 300 }),
        (id, timestamp, signature) => {
          expect(verifyWebhook([secret], { id, timestamp, signature }, body, now).ok).toBe(false);
          expect(verifyWebhook([secret], { ...good, signature }, body, now).ok).toBe(false);
        },
      ),
    );
  }, 30_000);
});
