import { flagOf, withFlags } from '../invalid-options.ts';

const FLAGS: Record<string, string> = {
  apiKey: '--api-key-file',
  s3: '--s3-file',
  sftp: '--sftp-file',
  webhookSecret: '--webhook-secret-file',
  partner: '<partner>',
  url: '<url>',
  requirements: '--requirements-file',
  orders: '--orders-file',
};

/** Throws the error of a request with the options of the command in place of the fields. */
export function namePartnerFlags(error: unknown): never {
  throw withFlags(error, ([field = '']) => FLAGS[field] ?? flagOf(field));
}
