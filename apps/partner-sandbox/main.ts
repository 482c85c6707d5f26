import { settingsFromEnvironment } from './settings.ts';
import { startPartnerSandbox } from './start-partner-sandbox.ts';

const log = (line: string): void => console.error(`${new Date().toISOString()} ${line}`);

try {
  const sandbox = await startPartnerSandbox({ ...settingsFromEnvironment(process.env), log });
  // Reports the chosen port on stdout when started with port 0.
  console.log(JSON.stringify({ listening: sandbox.url }));
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log(`stopping on ${signal}`);
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log(`could not shut down cleanly: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
