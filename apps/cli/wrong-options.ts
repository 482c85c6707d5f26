import { CommandError } from './command-error.ts';
import { EXIT } from './exit-codes.ts';

/** One wrong option as a sentence, several as a list. */
export const wrongOptions = (faults: readonly string[]): CommandError => (faults.length === 1 ? new CommandError(EXIT.usage, `${faults[0]}.`) : new CommandError(EXIT.usage, 'Several options are wrong:', faults));
