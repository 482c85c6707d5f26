import { z } from 'zod';
import { CLOUD_EVENT_MEDIA_TYPE, CloudEvent } from './cloud-event.ts';
import { eventSchema, type JsonSchema, publishedSchema } from './event-schemas.ts';
import { EVENT_TYPES } from './event.ts';

const WebhookHeaders = z.object({
  'webhook-id': z.string().describe('The id of the event; the same at every attempt.'),
  'webhook-timestamp': z.string().describe('Unix seconds of this attempt.'),
  'webhook-signature': z
    .string()
    .describe('Standard Webhooks: `v1,` and base64, two while a secret is being rotated.'),
});

/** The AsyncAPI 3 document: the messages that subscribers get. */
export function asyncApiDocument(): JsonSchema {
  const types = EVENT_TYPES.toSorted();
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Fermata events',
      version: '1',
      description:
        'Every event of a project as a CloudEvent, sent to subscribers by webhooks (Standard Webhooks), ' +
        'and the same for those who pull: `GET /v1/events?after=`. Ignore fields and types that you do not know.',
    },
    defaultContentType: CLOUD_EVENT_MEDIA_TYPE,
    channels: {
      subscription: {
        address: null,
        description: 'The URL of a subscription.',
        messages: Object.fromEntries(
          types.map((type) => [type, { $ref: `#/components/messages/${type}` }]),
        ),
      },
    },
    operations: {
      deliverEvent: {
        action: 'send',
        summary: 'Deliver an event to a subscriber, in the order of its `subject`',
        channel: { $ref: '#/channels/subscription' },
      },
    },
    components: {
      messages: Object.fromEntries(
        types.map((type) => [
          type,
          {
            name: type,
            contentType: CLOUD_EVENT_MEDIA_TYPE,
            headers: { $ref: '#/components/schemas/WebhookHeaders' },
            payload: {
              allOf: [
                { $ref: '#/components/schemas/CloudEvent' },
                {
                  type: 'object',
                  properties: { type: { const: type }, data: withoutDialect(eventSchema(type)) },
                },
              ],
            },
          },
        ]),
      ),
      schemas: {
        CloudEvent: withoutDialect(publishedSchema(CloudEvent)),
        WebhookHeaders: withoutDialect(publishedSchema(WebhookHeaders)),
      },
    },
  };
}

const withoutDialect = ({ $schema: _dialect, ...schema }: JsonSchema): JsonSchema => schema;
