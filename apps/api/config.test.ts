import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const secret = 'ab'.repeat(32);
const whsec = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const env = {
  DATABASE_URL: 'postgres://x',
  S3_ENDPOINT: 'http://127.0.0.1:1',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'hush',
  S3_BUCKET: 'b',
  FERMATA_TOKEN_SECRET: secret,
  FERMATA_SECRETS_KEY: secret,
};

function issuesOf(changed: NodeJS.ProcessEnv): string {
  try {
    readConfig(changed);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}

describe('readConfig', () => {
  it('listens on loopback by default', () => {
    expect(readConfig(env)).toMatchObject({
      host: '127.0.0.1',
      port: 4100,
      publicUrl: null,
      temporalUiUrl: null,
    });
  });

  it('finds the secret of each partner by its name', () => {
    const { webhookSecrets } = readConfig({
      ...env,
      PARTNER_SANDBOX_WEBHOOK_SECRET: whsec,
      PARTNER_BIG_SHOP_WEBHOOK_SECRET: whsec,
    });
    expect([...webhookSecrets.keys()]).toEqual(['sandbox', 'big-shop']);
  });

  it('keeps the previous secret of a partner beside the new one during a rotation', () => {
    const previous = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const { webhookSecrets } = readConfig({
      ...env,
      PARTNER_SANDBOX_WEBHOOK_SECRET: whsec,
      PARTNER_SANDBOX_WEBHOOK_SECRET_PREVIOUS: previous,
    });
    expect([...webhookSecrets]).toEqual([['sandbox', [whsec, previous]]]);
  });

  it('reports each invalid variable in one sentence, without secrets', () => {
    const issues = issuesOf({
      FERMATA_API_PORT: 'many',
      S3_ENDPOINT: 'nowhere',
      S3_BUCKET: 'Not a bucket',
      FERMATA_TOKEN_SECRET: 'tooshortandsecret',
      PARTNER_SANDBOX_WEBHOOK_SECRET: 'nosecret',
      FERMATA_LOG_LEVEL: 'loud',
    }).split('\n');
    expect(issues).toHaveLength(10);
    for (const name of [
      'FERMATA_API_PORT',
      'DATABASE_URL',
      'S3_ENDPOINT',
      'S3_ACCESS_KEY_ID',
      'S3_SECRET_ACCESS_KEY',
      'S3_BUCKET',
      'FERMATA_TOKEN_SECRET',
      'FERMATA_SECRETS_KEY',
      'PARTNER_SANDBOX_WEBHOOK_SECRET',
      'FERMATA_LOG_LEVEL',
    ]) {
      expect(
        issues.filter((issue) => issue.startsWith(name)),
        name,
      ).toHaveLength(1);
    }
    expect(issues.join('\n')).not.toMatch(/tooshortandsecret|nosecret/);
  });

  it('closes the metrics and trusts no proxy by default', () => {
    expect(readConfig(env)).toMatchObject({ openMetrics: false, trustedProxies: [] });
    expect(
      readConfig({
        ...env,
        FERMATA_METRICS: 'loopback',
        FERMATA_TRUSTED_PROXIES: '10.0.0.1, 192.168.0.0/16,::1',
      }),
    ).toMatchObject({
      openMetrics: true,
      trustedProxies: ['10.0.0.1', '192.168.0.0/16', '::1'],
    });
  });

  it.each(['proxy.example', '10.0.0.1/33', '10.0.0.1,', '10.0.0.1/8/8', '::1/129'])(
    'refuses the trusted proxy %s',
    (proxies) => {
      expect(() => readConfig({ ...env, FERMATA_TRUSTED_PROXIES: proxies })).toThrow(
        'FERMATA_TRUSTED_PROXIES must be addresses or networks',
      );
    },
  );

  it('takes the commands of an actor per minute from the environment', () => {
    expect(readConfig(env).limits.commandsPerMinute).toBe(120);
    const raised = readConfig({ ...env, FERMATA_COMMANDS_PER_MINUTE: '1000' });
    expect(raised.limits.commandsPerMinute).toBe(1000);
    expect(issuesOf({ ...env, FERMATA_COMMANDS_PER_MINUTE: '0' })).toBe(
      'FERMATA_COMMANDS_PER_MINUTE must be at least 1',
    );
  });

  it('rejects invalid ports', () => {
    expect(issuesOf({ ...env, FERMATA_API_PORT: '70000' })).toBe(
      'FERMATA_API_PORT must be at most 65535',
    );
    expect(issuesOf({ ...env, FERMATA_API_PORT: '-1' })).toBe(
      'FERMATA_API_PORT must be at least 0',
    );
  });
});
