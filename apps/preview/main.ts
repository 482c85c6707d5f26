import { pino } from 'pino';
import { readPreviewSettings } from './settings.ts';
import { startPreviewService } from './start-preview-service.ts';

let log = pino({ name: 'fermata-preview' });

try {
  const settings = readPreviewSettings(process.env);
  log = pino({ name: 'fermata-preview', level: settings.logLevel });
  const service = await startPreviewService(settings, log);
  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'stopping');
    service.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'the preview service did not stop cleanly');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
} catch (error) {
  log.fatal(
    { err: error },
    error instanceof Error ? error.message : 'the preview service could not start',
  );
  process.exitCode = 1;
}
