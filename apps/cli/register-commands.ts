import type { Command } from 'commander';
import { addAuditCommands } from './audit/audit-commands.ts';
import { addUnderstandCommand } from './brief/understand-command.ts';
import { addBudgetCommands } from './costs/budget-commands.ts';
import { addCacheCommands } from './costs/cache-commands.ts';
import { addCostsCommand } from './costs/costs-command.ts';
import { addDemoCommand } from './demo/demo-command.ts';
import { EXIT_CODES_HELP } from './exit-codes.ts';
import { addInboxCommands } from './inbox/inbox-commands.ts';
import { addMaterialCommands } from './material/material-commands.ts';
import { addModelCommands } from './model/model-commands.ts';
import { addManagedPartnerCommands } from './partner/managed-partner-commands.ts';
import { addPartnerKeyCommands } from './partner/partner-key-commands.ts';
import { addPartnerUsageCommand } from './partner/partner-usage-command.ts';
import { addPreviewCommands } from './preview/preview-commands.ts';
import { addProfileCommands } from './profile/profile-commands.ts';
import { addProjectHoldCommands } from './project/project-hold-commands.ts';
import { addRecallCommands } from './recall/recall-commands.ts';
import { addAmendCommand } from './release/amend-command.ts';
import { addCancelCommand } from './release/cancel-command.ts';
import { addDossierCommand } from './release/dossier-command.ts';
import { addReleaseQuestionCommands } from './release/question-commands.ts';
import { addRedeliverCommand } from './release/redeliver-command.ts';
import { addReleaseCommands } from './release/release-commands.ts';
import { addStartCommand } from './release/start-command.ts';
import { addUsageCommand } from './release/usage-command.ts';
import { addEditCommand } from './review/edit-command.ts';
import { addReviewCommands } from './review/review-commands.ts';
import { addSubscriptionCommands } from './subscription/subscription-commands.ts';
import { addCandidatesCommand } from './track/candidates-command.ts';
import { addControlCommands } from './track/control-commands.ts';
import { addCreateCommand } from './track/create-command.ts';
import { addDiffCommand } from './track/diff-command.ts';
import { addDownloadCommand } from './track/download-command.ts';
import { addEventsCommand } from './track/events-command.ts';
import { addListCommand } from './track/list-command.ts';
import { addProveCommand } from './track/prove/prove-command.ts';
import { addShowCommand } from './track/show-command.ts';
import { addWatchCommand } from './track/watch-command.ts';

/** Adds every command that talks to the API or reads the record. */
export function registerCommands(program: Command): void {
  program.addHelpText('after', EXIT_CODES_HELP);
  addUnderstandCommand(program);
  addPreviewCommands(program);
  const track = program.command('track').description('create, follow and control tracks');
  addCreateCommand(track);
  addListCommand(track);
  addShowCommand(track);
  addWatchCommand(track);
  addEventsCommand(track);
  addCandidatesCommand(track);
  addControlCommands(track);
  addProveCommand(track);
  addDiffCommand(track);
  addEditCommand(track);
  addDownloadCommand(track);
  addMaterialCommands(
    program
      .command('material')
      .description('melodies and audio loops to make music from, and covers'),
  );
  addReviewCommands(program.command('review').description('list open reviews and decide them'));
  const release = program.command('release').description('create, start, amend and prove releases');
  addReleaseCommands(release);
  addReleaseQuestionCommands(release);
  addStartCommand(release);
  addCancelCommand(release);
  addAmendCommand(release);
  addRedeliverCommand(release);
  addDossierCommand(release);
  addUsageCommand(release);
  const partner = program.command('partner').description('shops and services that get releases');
  addManagedPartnerCommands(partner);
  addPartnerKeyCommands(partner);
  addPartnerUsageCommand(partner);
  addInboxCommands(program);
  addRecallCommands(program);
  addModelCommands(program);
  addProfileCommands(program);
  addProjectHoldCommands(program);
  addSubscriptionCommands(program);
  addAuditCommands(program.command('audit').description('check the event record'));
  addCostsCommand(program);
  addBudgetCommands(program);
  addCacheCommands(program);
  addDemoCommand(program);
}
