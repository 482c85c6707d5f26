import type { Command } from 'commander';
import { addDoctorCommand } from './doctor-command.ts';
import { addDownCommand } from './down-command.ts';
import { addStatusCommand } from './status-command.ts';
import { addUpCommand } from './up-command.ts';

/** Adds `up`, `down`, `status` and `doctor` to the program. */
export function registerStackCommands(program: Command): void {
  addUpCommand(program);
  addDownCommand(program);
  addStatusCommand(program);
  addDoctorCommand(program);
}
