import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { plainErrorMap } from '@fermata/contracts/values';
import { repositoryRoot } from '@fermata/stack';
import { endByCommander } from './end-by-commander.ts';
import { registerCommands } from './register-commands.ts';
import { registerStackCommands } from './stack/register-stack-commands.ts';

const versionOf = (file: string): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;

z.config({ customError: plainErrorMap });

const program = new Command('fermata')
  .description(
    'Takes an AI-made track from a sentence to the shops, holds it where a person must decide, ' +
      'and can withdraw it again.',
  )
  .version(versionOf(join(repositoryRoot, 'package.json')), '-V, --version', 'print the version')
  // A command may have its own --version.
  .enablePositionalOptions()
  .showHelpAfterError('(see --help)')
  .showSuggestionAfterError()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'fermata: ')) })
  .exitOverride(endByCommander);

registerStackCommands(program);
registerCommands(program);
await program.parseAsync();
