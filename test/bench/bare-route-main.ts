import { createHmac, timingSafeEqual } from 'node:crypto';
import fastify from 'fastify';
import { WEBHOOK_TOLERANCE_SECONDS } from '@fermata/contracts/values';

/** The process of `startBareRoute`. Its argument is the secret; it reports its address and ends with its parent. */
const [secret = ''] = process.argv.slice(2);
const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

interface Webhook {
  Headers: {
    'webhook-id': string;
    'webhook-timestamp': string;
    'webhook-signature': string;
  };
  Body: Buffer;
}

const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
  done(null, body),
);
server.post<Webhook>('/webhooks', async ({ headers, body }, reply) => {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  const expected = Buffer.from(`v1,${mac}`);
  const given = Buffer.from(headers['webhook-signature']);
  const isGenuine = given.length === expected.length && timingSafeEqual(given, expected);
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!isGenuine || age > WEBHOOK_TOLERANCE_SECONDS) return reply.code(401).send();
  return { received: 'new' };
});
process.once('disconnect', () => process.exit());
process.send?.(await server.listen({ host: '127.0.0.1', port: 0 }));
