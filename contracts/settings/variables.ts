import { z } from 'zod';

/** A variable without a default. `meaning` completes the sentence "… must be set". */
export const required = (name: string, meaning: string) =>
  z.string({ error: `${name} must be set: ${meaning}` });

export const httpAddress = (name: string) =>
  z.url({
    protocol: /^https?$/,
    error: `${name} must be an address such as http://127.0.0.1:4100`,
  });

export const wholeNumber = (name: string, from: number, to: number) =>
  z.coerce
    .number({ error: `${name} must be a whole number from ${from} to ${to}` })
    .int(`${name} must be a whole number from ${from} to ${to}`)
    .min(from, `${name} must be at least ${from}`)
    .max(to, `${name} must be at most ${to}`);

/** Port 0: any free port. */
export const portNumber = (name: string) => wholeNumber(name, 0, 65_535);

export const LogLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
  error: 'FERMATA_LOG_LEVEL must be one of trace, debug, info, warn, error, silent',
});
