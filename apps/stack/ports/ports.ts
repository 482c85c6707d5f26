import { z } from 'zod';

/** The default port of each service on loopback, and the variable that changes it. */
export const PORT_TABLE = {
  api: { variable: 'FERMATA_API_PORT', port: 4100, service: 'the API' },
  worker: {
    variable: 'FERMATA_WORKER_PORT',
    port: 4101,
    service: "the worker's health and metrics",
  },
  'worker-audio': {
    variable: 'FERMATA_WORKER_AUDIO_PORT',
    port: 4108,
    service: "the audio worker's health and metrics",
  },
  partner: { variable: 'FERMATA_PARTNER_PORT', port: 4102, service: 'the sandbox partner' },
  postgres: { variable: 'FERMATA_POSTGRES_PORT', port: 4103, service: 'PostgreSQL' },
  s3: { variable: 'FERMATA_S3_PORT', port: 4104, service: 'the S3 server' },
  temporal: { variable: 'FERMATA_TEMPORAL_PORT', port: 4105, service: 'Temporal' },
  temporalUi: { variable: 'FERMATA_TEMPORAL_UI_PORT', port: 4106, service: "Temporal's Web UI" },
  preview: { variable: 'FERMATA_PREVIEW_PORT', port: 4107, service: 'the preview service' },
} as const;
export type PortName = keyof typeof PORT_TABLE;
export type Ports = Record<PortName, number>;

export const PORT_NAMES = Object.keys(PORT_TABLE).filter(
  (name): name is PortName => name in PORT_TABLE,
);

export const LOOPBACK = '127.0.0.1';

/**
 * Reads the port variables; 0 means any free port. Throws an Error for an invalid port or for two
 * services on one port.
 */
export function readPorts(env: Readonly<Record<string, string | undefined>>): Ports {
  const ports: Partial<Ports> = {};
  for (const name of PORT_NAMES) {
    const { variable, port } = PORT_TABLE[name];
    const text = env[variable]?.trim();
    if (text !== undefined && text !== '' && !(/^\d{1,5}$/.test(text) && Number(text) <= 65_535))
      throw new Error(
        `${variable} is "${text}": it must be a port from 1 to 65535, or 0 for a free one`,
      );
    ports[name] = text ? Number(text) : port;
  }
  return assertDistinct(ports);
}

const AllPorts = z.object({
  api: z.number(),
  worker: z.number(),
  'worker-audio': z.number(),
  partner: z.number(),
  postgres: z.number(),
  s3: z.number(),
  temporal: z.number(),
  temporalUi: z.number(),
  preview: z.number(),
});

export function assertDistinct(ports: Partial<Ports>): Ports {
  const all = AllPorts.parse(ports);
  for (const [index, name] of PORT_NAMES.entries()) {
    const duplicate = PORT_NAMES.slice(0, index).find(
      (other) => all[other] !== 0 && all[other] === all[name],
    );
    if (duplicate)
      throw new Error(
        `${PORT_TABLE[duplicate].variable} and ${PORT_TABLE[name].variable} are both ${all[name]}: ` +
          'each service needs a port of its own',
      );
  }
  return all;
}
