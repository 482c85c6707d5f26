import { assertPortFree } from './assert-port-free.ts';
import { freePorts } from './free-ports.ts';
import { PORT_NAMES, type PortName, type Ports } from './ports.ts';

/**
 * Replaces each 0 with a free port and checks that the ports in `mine` are free. Throws the message
 * for the first taken port.
 */
export async function choosePorts(requested: Ports, mine: ReadonlySet<PortName>): Promise<Ports> {
  const chosen = { ...requested };
  const free = await freePorts(PORT_NAMES.length);
  for (const [index, name] of PORT_NAMES.entries()) {
    if (chosen[name] === 0) chosen[name] = free[index] ?? 0;
    else if (mine.has(name)) await assertPortFree(name, chosen[name]);
  }
  return chosen;
}

/** Requests a free port for every service. */
export const anyPorts = (): Ports => ({
  api: 0,
  worker: 0,
  'worker-audio': 0,
  partner: 0,
  postgres: 0,
  s3: 0,
  temporal: 0,
  temporalUi: 0,
  preview: 0,
});
