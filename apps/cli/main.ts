import { Command } from 'commander';
import { endByCommander } from './end-by-commander.ts';
import { registerCommands } from './register-commands.ts';
import { registerStackCommands } from './stack/register-stack-commands.ts';

const program = new Command('fermata')
  .description('Takes an AI-made track from a sentence to the shops, holds it where a person must decide, and can take it back again.')
  .showHelpAfterError('(--help tells what is possible)')
  .showSuggestionAfterError()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'fermata: ')) })
  .exitOverride(endByCommander);

registerStackCommands(program);
registerCommands(program);
await program.parseAsync();
