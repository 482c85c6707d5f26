import { defaultPayloadConverter } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { dataConverter, EncryptionCodec } from './data-converter.ts';

const keyHex = '0f'.repeat(32);
const plain = defaultPayloadConverter.toPayload({ brief: 'warm lo-fi' });

describe('payload encryption', () => {
  it('is off without a key', () => expect(dataConverter({})).toBeUndefined());

  it('encrypts and decrypts a payload', async () => {
    const codec = new EncryptionCodec(keyHex);
    const [sealed] = await codec.encode([plain]);
    expect(Buffer.from(sealed?.data ?? []).toString('utf8')).not.toContain('lo-fi');
    const [opened] = await codec.decode(await codec.encode([plain]));
    expect(opened && defaultPayloadConverter.fromPayload(opened)).toEqual({ brief: 'warm lo-fi' });
  });

  it('leaves a payload that is not sealed unreadable', async () => {
    const [opened] = await new EncryptionCodec(keyHex).decode([plain]);
    if (!opened) throw new Error('no payload');
    expect(() => defaultPayloadConverter.fromPayload(opened)).toThrow('Unknown encoding');
  });

  it('reads payloads that are not sealed until the time of the change', async () => {
    const until = (time: number) =>
      dataConverter({
        FERMATA_PAYLOAD_KEY: keyHex,
        FERMATA_PAYLOAD_PLAIN_UNTIL: new Date(time).toISOString(),
      })?.payloadCodecs?.[0]?.decode([plain]);
    expect(await until(Date.now() + 60_000)).toEqual([plain]);
    expect(await until(Date.now() - 1)).not.toEqual([plain]);
    expect(() =>
      dataConverter({ FERMATA_PAYLOAD_KEY: keyHex, FERMATA_PAYLOAD_PLAIN_UNTIL: 'soon' }),
    ).toThrow('FERMATA_PAYLOAD_PLAIN_UNTIL must be a time');
  });

  it('leaves a changed payload unreadable, and refuses a short key', async () => {
    const codec = new EncryptionCodec(keyHex);
    const [sealed] = await codec.encode([plain]);
    if (!sealed?.data) throw new Error('no data');
    const changed = Buffer.from(sealed.data);
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
    const [opened] = await codec.decode([{ ...sealed, data: changed }]);
    if (!opened) throw new Error('no payload');
    expect(() => defaultPayloadConverter.fromPayload(opened)).toThrow('Unknown encoding');
    expect(() => dataConverter({ FERMATA_PAYLOAD_KEY: 'abcd' })).toThrow('64 hex digits');
  });
});
