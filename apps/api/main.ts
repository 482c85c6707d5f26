import { pino } from 'pino';
import { startTracing } from '@fermata/temporal-config/tracing';
import { readConfig } from './config.ts';
import { startApi } from './start-api.ts';

// One write for the lines of up to 100 ms: a write for each request costs more than its signature. A fatal line and the
// exit write all that is left.
const out = pino.destination({ sync: false, minLength: 4096, periodicFlush: 100 });
let log = pino({ name: 'fermata-api' }, out);

try {
  const config = readConfig(process.env);
  log = pino({ name: 'fermata-api', level: config.logLevel }, out);
  const tracing = startTracing('fermata-api', process.env);
  const api = await startApi(config, { env: process.env, log, tracing });
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    log.info({ signal }, 'stopping');
    await api.close();
    await tracing.shutdown();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(
      signal,
      () =>
        void stop(signal).catch((error: unknown) => {
          log.fatal({ err: error }, 'the API did not stop cleanly');
          process.exit(1);
        }),
    );
  }
} catch (error) {
  log.fatal({ err: error }, error instanceof Error ? error.message : 'the API could not start');
  process.exitCode = 1;
}
