import { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { registerCommands } from './register-commands.ts';
import { registerStackCommands } from './stack/register-stack-commands.ts';

const program = new Command('fermata')
  .description('Takes an AI-made track from a sentence to the shops, holds it where a person must decide, and can take it back again.')
  .showHelpAfterError('(--help tells what is possible)')
  .showSuggestionAfterError()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'fermata: ')) })
  // commander ends with 1 for a wrong command line; here 1 means that something was tried.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.ok : EXIT.usage));

registerStackCommands(program);
registerCommands(program);
await program.parseAsync();
