import { pino } from 'pino';
import { startTracing } from '@fermata/temporal-config/tracing';
import { readConfig } from './config.ts';
import { startApi } from './start-api.ts';

let log = pino({ name: 'fermata-api' });

try {
  const config = readConfig(process.env);
  log = pino({ name: 'fermata-api', level: config.logLevel });
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
