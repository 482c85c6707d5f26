import type { PortName } from './ports/ports.ts';

/** The services in the order in which they start. */
export const SERVICE_NAMES = [
  'postgres',
  's3',
  'temporal',
  'partner',
  'preview',
  'worker',
  'worker-audio',
  'api',
] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/**
 * Stop order: the API first, so that no new requests arrive; the servers last, when no process uses
 * them.
 */
export const STOP_ORDER: readonly ServiceName[] = [
  'api',
  'worker',
  'worker-audio',
  'preview',
  'partner',
  'temporal',
  's3',
  'postgres',
];

/** The ports that a service listens on. */
export const PORTS_OF = {
  postgres: ['postgres'],
  s3: ['s3'],
  temporal: ['temporal', 'temporalUi'],
  partner: ['partner'],
  preview: ['preview'],
  worker: ['worker'],
  'worker-audio': ['worker-audio'],
  api: ['api'],
} as const satisfies Record<ServiceName, readonly PortName[]>;
