import type { PortName } from './ports/ports.ts';

/** The services of the house in the order in which they start; they stop in the reverse order. */
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
 * The API goes first, so that nothing new comes in; the servers go last, when nobody speaks to
 * them any more.
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
